import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.columns import COMPANIES, NEEDS, OFFERS, SHEETS
from data.exchange.header_matching import proposed
from data.exchange.recognition import columns_of, missing_columns, recognise
from data.exchange.spreadsheets import SpreadsheetError, Table


def table(header, title="Лист1"):
    return Table(title, tuple(header.split("|")), ())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_a_sheet_is_told_by_its_whole_header_under_any_title(sheet):
    header = "|".join(column.title for column in sheet.columns)
    assert recognise(table(header)) is sheet


@pytest.mark.parametrize(
    ("header", "sheet"),
    [
        ("Код|Название", COMPANIES),
        ("Код|Наименование", OFFERS),
        ("ИНН|Название", COMPANIES),
        ("ИНН|Наименование|Статус", COMPANIES),
        ("Код|ИНН|Наименование", OFFERS),
        ("Код|Наименование|ОКПД2", OFFERS),
        ("Код|Название|Мощность в месяц", OFFERS),
        ("Код|Наименование|Объём", NEEDS),
        ("Код|Наименование|Ед. изм.|Видимость", NEEDS),
    ],
)
def test_a_short_header_is_told_by_its_columns(header, sheet):
    assert recognise(table(header)) is sheet


@pytest.mark.parametrize(
    ("title", "sheet"),
    [("потребности", NEEDS), ("needs-2026", NEEDS), ("Наши предложения", OFFERS), ("КОМПАНИИ", COMPANIES)],
)
def test_a_title_decides_where_the_header_fits_several_sheets(title, sheet):
    assert recognise(table("Код|Наименование", title)) is sheet


def test_a_known_title_without_the_required_columns_is_not_recognised():
    assert recognise(table("Код|Статус", "Компании")) is None


@pytest.mark.parametrize("header", ["", "Код", "Название", "Имя|Возраст", "Статус|Регион|Роли"])
def test_a_header_that_fits_no_sheet_is_not_recognised(header):
    assert recognise(table(header)) is None


@given(st.permutations([c.title for c in OFFERS.columns]), st.sampled_from([str.upper, str.lower, str.title]))
def test_order_and_case_of_columns_do_not_count(titles, in_case):
    shuffled = Table("Лист1", tuple(f" {in_case(title)} " for title in titles), ())
    assert recognise(shuffled) is OFFERS
    known, ignored = columns_of(OFFERS, shuffled)
    assert [known[i].title for i in range(len(titles))] == titles
    assert ignored == []


@pytest.mark.parametrize("header", ["ед изм", "Ед.изм.", "ЕДИНИЦА ИЗМЕРЕНИЯ", "Ед.\nизм."])
def test_spellings_of_a_header_mean_one_column(header):
    known, _ = columns_of(OFFERS, table(f"Код|Наименование|{header}"))
    assert known[2].field == "unit"


def test_an_unknown_column_is_ignored_and_named():
    known, ignored = columns_of(COMPANIES, table("Код||Название|Цвет забора"))
    assert {position: column.field for position, column in known.items()} == {0: "code", 2: "name"}
    assert ignored == ["Цвет забора"]


@pytest.mark.parametrize("twice", ["Название|название", "Название|Наименование"])
def test_a_column_that_comes_twice_is_an_error_that_names_it(twice):
    with pytest.raises(SpreadsheetError, match="Лист «Лист1»: столбец «Название» встречается дважды"):
        columns_of(COMPANIES, table(f"Код|{twice}"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_each_missing_column_is_named_once(sheet):
    missing = missing_columns(sheet, table("Цвет забора"))
    assert len(missing) == len(set(missing)) > 0


def test_the_missing_key_is_named_with_its_choice():
    assert missing_columns(COMPANIES, table("Статус")) == ["Код или ИНН", "Название"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_no_spelling_of_a_header_means_two_columns_of_a_sheet(sheet):
    spellings = [spelling for c in sheet.columns for spelling in (c.title, *c.synonyms)]
    meant = [sheet.column_of(spelling) for spelling in spellings]
    assert meant == [c for c in sheet.columns for _ in (c.title, *c.synonyms)]


@given(
    st.lists(st.text(max_size=8) | st.sampled_from([c.title for s in SHEETS for c in s.columns]), max_size=9)
)
def test_a_header_of_any_kind_is_a_sheet_with_its_required_columns_or_none(header):
    any_table = Table("Лист1", tuple(header), ())
    sheet = recognise(any_table)
    assert sheet is None or missing_columns(sheet, any_table) == []


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("Код", "Название", "E-mail"), ["code", "name", "email"]),
        (("Код", "Название", "Эл. почта", "Почта контакта"), ["code", "name", "email", "contact_email"]),
        (("Код", "Контактное лицо", "E-mail"), ["code", "contact_name", "contact_email"]),
        (("Телефон контакта", "Почта", "Общая почта"), ["contact_phone", "contact_email", "email"]),
        (("Контактное лицо", "E-mail контакта", "Телефон контакта", "E-mail"),
         ["contact_name", "contact_email", "contact_phone", "email"]),
        (("Контактное лицо", "Общая почта"), ["contact_name", "email"]),
    ],
)  # fmt: skip
def test_mail_behind_a_contact_person_is_that_persons_and_any_other_the_companys(headers, fields):
    columns, ignored = columns_of(COMPANIES, Table("Лист1", headers, ()))
    assert ([column.field for column in columns.values()], ignored) == (fields, [])
    assert proposed(Table("Компании", ("Название", *headers), ()), COMPANIES).fields[1:][-1] == fields[-1]
