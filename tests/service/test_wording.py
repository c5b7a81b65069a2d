"""What pages, documents and the command line say alike."""

import pytest

from service.wording import company_name, money, number, plural, printable, shortened, slots_told, term
from tests.factory import chain, company, project, slot

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


@pytest.mark.parametrize(
    ("roubles", "text"),
    [(285000.5, "285\u00a0000,50"), (285000.0, "285\u00a0000"), (0.05, "0,05"), (None, "")],
)
def test_money_has_two_digits_of_kopecks_or_none(roubles, text):
    assert money(roubles) == text


def test_a_term_is_a_date_or_the_words_of_the_writer():
    assert term("2026-09-15") == "15.09.2026"
    assert term("до конца месяца") == "до конца месяца"
    assert term(None) == ""


def test_long_texts_are_cut_between_words():
    assert shortened("бетон " * 100, 13) == "бетон бетон…"
    assert shortened("бетон", 5) == "бетон"


def test_a_chain_tells_the_states_that_its_slots_are_in():
    several = project(slot(filled_by=(1, 2)), slot(filled_by=(3,)), slot(), slot())
    told = slots_told(chain(several).num_slots_by_state)
    assert told == "закрыто — 1, один поставщик — 1, открыто — 2"
    assert slots_told(chain(project(slot())).num_slots_by_state) == "открыто — 1"
    assert slots_told(chain().num_slots_by_state) == "нет"


def test_a_made_up_company_is_named_as_one():
    assert company_name(company(name="ООО «Куб»", fictional=True)) == "ООО «Куб» (вымышленная)"
    assert company_name(company(name="ООО «Куб»", fictional=False)) == "ООО «Куб»"


def test_a_printable_text_is_one_line_without_control_characters():
    assert printable(" Плитка\r\n300×300\x00\u200b ") == "Плитка 300×300"
