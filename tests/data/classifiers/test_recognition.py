"""Which tables are classifiers, and which are not though they have codes and names."""

import pytest

from data.classifiers.recognition import LONG, classifier_sheet, under_titles
from data.exchange.spreadsheets import Table

GOODS = (("23", "Прочее"), ("23.6", "Изделия"), ("23.61", "Из бетона"), ("23.61.11.110", "Черепица"))
TRADES = GOODS[:3]


def table(*rows, header=("Код", "Наименование"), title="Лист1"):
    return Table(title, header, tuple(enumerate(rows, 2)))


def kind(found):
    sheet = classifier_sheet(found)
    return sheet.name if sheet else None


@pytest.mark.parametrize(
    "header",
    [("Kod", "Name"), ("Код ОКПД 2", "Название"), ("code", "name"), ("КОД", "Наименование группировки")],
)
def test_codes_of_four_parts_are_of_products_under_any_usual_header(header):
    assert kind(table(*GOODS, header=header)) == "okpd2"


def test_without_them_titles_and_headers_decide():
    assert kind(table(*TRADES, title="okved2_2026")) == "okved2"
    assert kind(table(*TRADES, title="okpd2_2026")) == "okpd2"
    assert kind(table(*TRADES, header=("Код ОКПД2", "Наименование"))) == "okpd2"


def test_a_long_table_that_nothing_tells_of_is_of_activities_and_a_short_one_is_something_else():
    numbered = [(f"{10 + at // 9}.{1 + at % 9}", "Работа") for at in range(LONG)]
    assert kind(table(*numbered)) == "okved2"
    assert kind(table(*numbered[:-1])) is None


def test_a_table_called_as_a_classifier_is_that_one():
    assert kind(table(*TRADES, title="ОКПД2")) == "okpd2"
    assert kind(table(*GOODS, title="ОКВЭД2")) == "okved2"


@pytest.mark.parametrize(
    "other",
    [
        table(("К-1", "Завод"), ("К-2", "Стройка")),
        table(("1", "Завод"), ("2", "Стройка"), ("3", "Трест")),
        table((101.0, "Завод"), (102.0, "Стройка"), ("103", "Трест")),
        table(*GOODS, title="Компании"),
        table(*GOODS, header=("Код", "Статус")),
        table(),
    ],
)
def test_lists_of_companies_are_no_classifiers(other):
    assert kind(other) is None


def test_the_header_is_found_under_rows_of_titles():
    rows = (("ОК 029-2014", None), ("Код", "Наименование"), *TRADES)
    found = under_titles(table(*rows, header=("Классификатор видов деятельности", "")))
    assert found.header == ("Код", "Наименование")
    assert found.rows[0] == (4, ("23", "Прочее"))
    assert found.title == "ОКВЭД2"


def test_another_table_stays_as_it_is():
    companies = table(("Код", "Название"), ("К-1", "Завод"), header=("Список", ""))
    assert under_titles(companies) is companies
