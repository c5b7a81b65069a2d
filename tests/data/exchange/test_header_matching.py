"""Foreign headers taken for known columns."""

import pytest

from data.exchange.header_matching import Matching, applied, is_certain, proposed
from data.exchange.reporting import TO_MEND
from data.exchange.spreadsheets import SpreadsheetError, Table


def table(*header, title="Лист1"):
    return Table(title, header, ((2, ("значение",) * len(header)),))


def test_a_known_header_needs_no_look():
    found = table("Код", "Название", "Статус", title="Компании")
    assert proposed(found) == Matching("companies", ("code", "name", "status"))
    assert is_certain(found, proposed(found))


def test_a_misspelt_header_gets_the_nearest_column():
    found = table("Код", "Названние", "Статус компании", "Погода", title="Компании")
    assert proposed(found) == Matching("companies", ("code", "name", "status", ""))
    assert not is_certain(found, proposed(found))


def test_a_column_is_proposed_once():
    assert proposed(table("Код", "Название", "Назвние", title="Компании")).fields == ("code", "name", "")


def test_the_mark_of_rejected_rows_is_no_column_and_needs_no_look():
    found = table("Код", "Название", TO_MEND)
    assert proposed(found).fields == ("code", "name", "")
    assert is_certain(found, proposed(found))


def test_a_sheet_that_is_not_recognised_is_told_by_its_likeliest_columns():
    assert proposed(table("Код проэкта", "Код цепочкии", "Назвние", "Продуккт")).sheet == "projects"


def test_a_table_like_none_is_left_out_until_somebody_says_what_it_is():
    found = table("Имя", "Возраст", "Рост")
    assert proposed(found) == Matching("", ("", "", ""))
    assert applied(found, proposed(found)) is None


def test_what_was_chosen_becomes_headers_that_an_import_knows():
    found = applied(table("Фирма", "Номер", "Погода"), Matching("companies", ("name", "code", "")))
    assert (found.title, found.header) == ("Компании", ("Название", "Код", "Погода"))
    assert found.rows == ((2, ("значение",) * 3),)


def test_a_known_column_that_is_left_out_loses_its_name():
    found = applied(table("Код", "Название", "Статус"), Matching("companies", ("code", "name", "")))
    assert found.header == ("Код", "Название", "")


def test_a_required_column_that_nobody_named_is_told():
    with pytest.raises(SpreadsheetError, match="«Лист1»: не указано, где столбцы: Код или ИНН"):
        applied(table("Фирма"), Matching("companies", ("name",)))


def test_a_column_chosen_twice_is_told():
    with pytest.raises(SpreadsheetError, match="столбец «Название» встречается дважды"):
        applied(table("Код", "А", "Б"), Matching("companies", ("code", "name", "name")))


def test_a_very_long_header_is_compared_quickly():
    assert proposed(table("Код", "Название", "я" * 1_000_000)).fields == ("code", "name", "")
