from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given

from data import vocabulary
from data.exchange import cells
from data.exchange.columns import SHEETS
from tests.data.cell_strategies import cells as any_cell

READERS = {
    "text": cells.text,
    "title": cells.title,
    "own_code": cells.own_code,
    "decimal": cells.decimal,
    "percent": cells.percent,
    "whole": cells.whole,
    "day": cells.day,
    "term": cells.term,
    "yes_no": cells.yes_no,
    "words": cells.words,
    "email": cells.email,
    "website": cells.website,
    "one_of": partial(cells.one_of, allowed=vocabulary.KINDS),
    "some_of": partial(cells.some_of, allowed=vocabulary.ROLES),
}
COLUMNS = [pytest.param(c, id=f"{s.name}.{c.field}") for s in SHEETS for c in s.columns]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_no_reader_fails_with_anything_but_a_sentence_for_people(reader):
    @given(any_cell)
    def holds(cell):
        try:
            reader(cell)
        except cells.CellError as error:
            assert any("а" <= letter <= "я" for letter in str(error).casefold())
            assert len(str(error)) < 300

    holds()


@pytest.mark.parametrize("column", COLUMNS)
def test_what_a_column_writes_it_reads_back_the_same(column):
    @given(any_cell)
    def holds(cell):
        try:
            value = column.read(cell)
        except cells.CellError:
            return
        if value not in (None, []):
            assert column.read(column.write(value)) == value

    holds()


@given(any_cell)
def test_text_holds_nothing_that_a_database_refuses(cell):
    try:
        value = cells.text(cell) or ""
    except cells.CellError:
        return
    assert "\x00" not in value
    value.encode("utf-8")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Завод  ", "Завод"),
        ("\x00Завод\ud800", "Завод"),
        ("и\u0306", "й"),
        ("  ", None),
        ("бетон\u2028М500\u2029с\u0085доставкой\nв Тюмень", "бетон М500 с доставкой\nв Тюмень"),
        (12.0, "12"),
        (0.5, "0.5"),
        (True, "да"),
        (date(2026, 9, 15), "2026-09-15"),
        (datetime(2026, 9, 15, 10, 0), "2026-09-15"),
    ],
)
def test_text_is_cleaned_and_whole_floats_lose_their_fraction(cell, expected):
    assert cells.text(cell) == expected


def test_a_text_beyond_the_limit_is_refused_with_both_numbers():
    with pytest.raises(cells.CellError, match="20001 знаков, можно до 20000"):
        cells.text("я" * 20_001)


def test_a_title_is_one_line():
    assert cells.title("Кирпич\n полнотелый\tМ150") == "Кирпич полнотелый М150"


@pytest.mark.parametrize(("cell", "expected"), [("007", "007"), (7.0, "7"), (7, "7"), ("1-2", "1-2")])
def test_a_code_is_text(cell, expected):
    assert cells.own_code(cell) == expected


@pytest.mark.parametrize("cell", [date(2026, 2, 1), datetime(2026, 2, 1), time(10, 30), timedelta(1), 1.5e17])
def test_a_code_that_excel_spoiled_is_refused_with_the_way_out(cell):
    with pytest.raises(cells.CellError, match="формат «Текстовый»"):
        cells.own_code(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12 000,5", 12000.5),
        ("12\u00a0000", 12000.0),
        ("85 %", 85.0),
        ("1,5 млн", 1_500_000.0),
        ("20 тыс.", 20_000.0),
        ("", None),
        (None, None),
        (0, 0.0),
        (3.5, 3.5),
        ("1000000000000000", 1e15),
        (0.12345678, 0.123457),
        (5e-324, 0.0),
    ],
)
def test_a_number_is_read_as_people_write_it(cell, expected):
    assert cells.decimal(cell) == expected


@pytest.mark.parametrize(
    "cell", ["-1", -1, "abc", "1,2,3", float("inf"), float("nan"), True, 10**400, time(1), date(2026, 1, 1)]
)
def test_what_is_no_amount_is_refused(cell):
    with pytest.raises(cells.CellError, match="нужно число"):
        cells.decimal(cell)


@pytest.mark.parametrize(
    ("reader", "cell", "expected"),
    [
        (cells.rubles, "285 000,50 ₽", 285000.5),
        (cells.rubles, "1,5 млн руб.", 1_500_000.0),
        (cells.kilometres, "150 км", 150.0),
        (cells.days, "14 дней", 14),
    ],
)
def test_the_unit_of_the_field_may_stand_behind_the_number(reader, cell, expected):
    assert reader(cell) == expected


@pytest.mark.parametrize(
    ("reader", "cell", "told"),
    [
        (cells.rubles, "950 руб/м3", "нужна сумма в рублях, например 285 000,50.*цену за единицу"),
        (cells.kilometres, "150 миль", "нужно число километров, например 150"),
        (cells.days, "2 недели", "нужно число дней, например 14"),
        (cells.quantity, "5000 вёдер", "единица из списка, та же, что в поле «Ед. изм.»"),
    ],
)
def test_another_unit_is_refused_with_what_to_type(reader, cell, told):
    with pytest.raises(cells.CellError, match=f"{told}.*а здесь «{cell}»"):
        reader(cell)


def test_a_share_is_at_most_a_hundred():
    assert cells.percent("100%") == 100.0
    with pytest.raises(cells.CellError, match="а здесь 101"):
        cells.percent("101")


def test_a_whole_number_has_no_fraction():
    assert cells.whole(30.0) == 30
    with pytest.raises(cells.CellError, match="целое"):
        cells.whole("1,5")


@pytest.mark.parametrize(
    "cell",
    [
        "15.09.2026",
        "2026-09-15",
        "15.09.26",
        "15/09/2026",
        "15.09.2026 г.",
        "15.09.2026 00:00:00",
        date(2026, 9, 15),
    ],
)
def test_a_date_is_read_in_every_usual_form(cell):
    assert cells.day(cell) == date(2026, 9, 15)


@pytest.mark.parametrize("cell", ["31.02.2026", "сентябрь", "15.09", "15.09.2026 или позже", 46000, True])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(cells.CellError, match=r"дата вида 15\.09\.2026"):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("15.09.2026", "2026-09-15"),
        (datetime(2026, 9, 15), "2026-09-15"),
        ("до конца  месяца", "до конца месяца"),
        ("01.03.2027 и далее ежемесячно", "01.03.2027 и далее ежемесячно"),
    ],
)
def test_a_term_is_a_date_or_the_words_of_the_writer_in_full(cell, expected):
    assert cells.term(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("Да", True), ("+", True), (1.0, True), ("нет", False), (False, False)]
)
def test_yes_and_no_are_told_apart(cell, expected):
    assert cells.yes_no(cell) is expected


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(cells.CellError, match="«да» или «нет», а здесь «может быть»"):
        cells.yes_no("может быть")


def test_several_words_are_split_and_empty_ones_dropped():
    assert cells.words("ISO 9001; ГОСТ Р\n\n; СТО 1") == ["ISO 9001", "ГОСТ Р", "СТО 1"]


@pytest.mark.parametrize(
    "cell", ["завод", "a@b", "a@b.ru, c@d.ru", "Завод <a@b.ru>", "a@" + "." * 19_000 + "@"]
)
def test_what_is_no_single_address_is_refused(cell):
    with pytest.raises(cells.CellError, match="адрес"):
        cells.email(cell)


def test_a_bare_domain_becomes_a_site():
    assert cells.website("zavod.example.org") == "https://zavod.example.org"
    assert cells.website("HTTP://завод.рф:8080/о-нас?a=1") == "http://завод.рф:8080/о-нас?a=1"


@pytest.mark.parametrize(
    "cell",
    [
        "javascript://a.b",
        "javascript:alert(document.cookie)",
        "mailto:info@zavod.example.org",
        "data:text/html,a.b",
        "https://zavod.example.org@a.b",
        "https://localhost",
        'https://a.b/"x',
        "http://" + "." * 19_000,
    ],
)
def test_what_is_no_site_is_refused(cell):
    with pytest.raises(cells.CellError, match="адрес"):
        cells.website(cell)


def test_a_word_outside_of_its_list_is_refused_with_the_list():
    with pytest.raises(cells.CellError, match="«железо» нет в списке: товар, материал, компонент"):
        cells.one_of("железо", vocabulary.KINDS)


def test_several_words_of_a_list_come_once_each_in_their_order():
    roles = cells.some_of("Подрядчик, завод; изготовитель", vocabulary.ROLES)
    assert roles == ["contractor", "manufacturer"]
