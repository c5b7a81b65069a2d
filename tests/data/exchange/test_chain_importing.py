"""Chains from spreadsheets: what a row of a project or slot must not do to the chain that it joins."""

import pytest
from sqlalchemy import select

from data import entry
from data.demo_pool import load_demo
from data.exchange.exporting import export_pool
from data.tables.pool import ChainRow, ProjectRow
from tests.data.sheet_files import bring_in, counts, told, write_csv, write_workbook

COMPANIES = (("Код", "Название"), ("К-1", "Завод"), ("К-2", "Карьер"), ("К-3", "Стройка"))
CHAINS = (("Код цепочки", "Название"), ("Ц-1", "Стены"))
PROJECT = ("Код проекта", "Код цепочки", "Название", "Продукт", "Инициатор")
SLOT = ("Код звена", "Код проекта", "Вид", "Наименование", "Закрыто кем")


@pytest.fixture
def chained(database, tmp_path):
    """A vertical chain: К-2 supplies К-1."""
    path = write_workbook(
        tmp_path / "chain.xlsx",
        Компании=COMPANIES,
        Цепочки=CHAINS,
        Проекты=(PROJECT, ("ПР-1", "Ц-1", "Блоки", "Блок", "К-1"), ("ПР-2", "Ц-1", "Песок", "Песок", "К-2")),
        Звенья=(SLOT, ("ЗВ-1", "ПР-1", "материал", "Песок", "К-2")),
    )
    assert told(bring_in(database, path)) == []
    return database


def slots(tmp_path, *rows, header=SLOT):
    return write_csv(tmp_path / "Звенья.csv", header, *rows)


def test_the_row_that_closes_a_circle_is_rejected_and_the_others_go_in(chained, tmp_path):
    rows = ("ЗВ-2", "ПР-2", "материал", "Блок", "К-3; К-1"), ("ЗВ-3", "ПР-2", "услуга", "Рейс", "К-1")
    report = bring_in(chained, slots(tmp_path, *rows))
    circle = "Поставки замыкаются в круг: К-2 → К-1 → К-2"
    assert told(report) == [("Звенья", 2, "Закрыто кем", circle)]
    assert counts(report) == (2, 1, 0, 0, 1)


def test_a_slot_that_moves_to_another_project_leaves_no_supply_behind(chained, tmp_path):
    rows = ("ЗВ-2", "ПР-2", "материал", "Вода", "К-3"), ("ЗВ-1", "ПР-2", "материал", "Вода", "К-1")
    report = bring_in(chained, slots(tmp_path, *rows))
    assert (report.created, report.updated, told(report)) == (1, 1, [])


def test_a_new_initiator_may_not_close_a_circle(chained, tmp_path):
    bring_in(chained, slots(tmp_path, ("ЗВ-2", "ПР-2", "материал", "Вода", "К-3")))
    path = write_csv(tmp_path / "Проекты.csv", PROJECT, ("ПР-1", "Ц-1", "Блоки", "Блок", "К-3"))
    circle = "Поставки замыкаются в круг: К-3 → К-2 → К-3"
    assert told(bring_in(chained, path)) == [("Проекты", 2, "Инициатор", circle)]


def test_a_unit_that_nothing_can_be_converted_to_is_named(chained, tmp_path):
    header = ("Код звена", "Код проекта", "Наименование", "Объём в месяц", "Ед. изм.")
    rows = ("ЗВ-2", "ПР-2", "Вода", "5", "ведро"), ("ЗВ-3", "ПР-2", "Сито", "2", "комплекта")
    report = bring_in(chained, slots(tmp_path, *rows, header=header))
    ((sheet, row, column, message),) = told(report)
    assert (sheet, row, column) == ("Звенья", 2, "Ед. изм.")
    assert message.startswith("Единицы «ведро» нет в списке: т, кг, м³")
    assert report.created == 1


@pytest.mark.parametrize("table", [ChainRow, ProjectRow])
def test_nothing_is_brought_into_an_archived_chain_or_project(chained, tmp_path, table):
    with chained.changing("test", "archive") as session:
        entry.archive(session.scalars(select(table)).first())
    report = bring_in(chained, slots(tmp_path, ("ЗВ-2", "ПР-1", "материал", "Вода", "К-3")))
    assert told(report) == [("Звенья", 2, "Код проекта", "Проект «ПР-1» в архиве")]


def test_an_export_leaves_an_archived_chain_out_with_all_that_is_in_it(chained, tmp_path):
    with chained.changing("test", "archive") as session:
        entry.archive(session.scalars(select(ChainRow)).one())
    with chained.reading() as session:
        assert export_pool(session, tmp_path / "out.xlsx") == 3
    assert counts(bring_in(chained, tmp_path / "out.xlsx")) == (3, 0, 0, 3, 0)


def test_the_demo_comes_in_whole(database):
    with database.changing("test", "demo") as session:
        report = load_demo(session)
    assert report.rejected == 0 and report.created > 1000
