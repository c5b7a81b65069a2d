import pytest

from data.columns import COMPANIES
from service.web.presenting import cell_text, number, plural, shortened, snapshot_moment, term

WORDS = {"компания": (1, 21, 101), "компании": (2, 22, 104), "компаний": (0, 5, 11, 12, 25, 111)}


@pytest.mark.parametrize(("word", "counts"), WORDS.items())
def test_words_agree_with_their_number(word, counts):
    for count in counts:
        assert plural(count, "|".join(WORDS)) == f"{count}\u00a0{word}"


NUMBERS = {
    None: "",
    0.0: "0",
    0.125: "0,125",
    12000.5: "12\u00a0000,5",
    808_500_000: "808\u00a0500\u00a0000",
    float("nan"): "",
    float("inf"): "",
}


@pytest.mark.parametrize(("value", "text"), NUMBERS.items())
def test_numbers_look_as_in_a_russian_spreadsheet(value, text):
    assert number(value) == text


def test_a_term_is_a_date_or_the_words_of_the_writer():
    assert term("2026-09-15") == "15.09.2026"
    assert term("до конца месяца") == "до конца месяца"
    assert term(None) == ""


def test_long_texts_are_cut_between_words():
    assert shortened("бетон " * 100, 13) == "бетон бетон…"
    assert shortened("бетон", 5) == "бетон"


def test_a_name_that_is_no_moment_is_shown_as_it_is():
    assert snapshot_moment("golden") == "golden"
    assert "2026" in snapshot_moment("20261122T220429-34de7d48")


def test_cells_are_written_in_the_words_of_the_sheet():
    assert cell_text(COMPANIES.column("roles"), ["manufacturer", "carrier"]) == "производитель; перевозчик"
    assert cell_text(COMPANIES.column("minpromtorg"), False) == "нет"
    assert cell_text(COMPANIES.column("inn"), None) == ""
