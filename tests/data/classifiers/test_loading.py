"""A published table becomes an edition; the next one takes its place; undoing goes back."""

import pytest

from data.exchange.import_undo import undo_data, undo_import
from data.store.classifiers import edition_of, entries_of, names_of
from data.store.pool import pool_revision
from data.tables.pool import now
from tests.data.classifier_files import GOODS, load
from tests.data.sheet_files import counts, told


def codes(database, kind="okpd2"):
    with database.reading() as session:
        edition = edition_of(session, kind)
        return {entry.code: entry for entry in entries_of(session, edition.id)} if edition else {}


def revision(database):
    with database.reading() as session:
        return pool_revision(session)


def undone(database, report):
    with database.changing("test", "undo") as session:
        return undo_import(session, undo_data(report), now()).classifiers


def test_every_code_goes_in_under_its_group(database):
    assert counts(load(database, *GOODS)) == (7, 7, 0, 0, 0)
    assert codes(database)["23.61.11.141"].parent == "23.61.11.140"
    assert codes(database)["23"].parent == ""


def test_the_same_table_again_changes_nothing(database):
    load(database, *GOODS)
    with database.reading() as session:
        before = edition_of(session, "okpd2").id
    again = load(database, *GOODS)
    assert counts(again) == (7, 0, 0, 7, 0) and not again.replaced
    with database.reading() as session:
        assert edition_of(session, "okpd2").id == before


def test_another_table_takes_the_place_of_the_first(database):
    load(database, *GOODS)
    report = load(
        database, *GOODS[:-2], ("23.61.11.140", "Блоки из силиката", None), ("23.7", "Камень", None)
    )
    assert counts(report) == (7, 1, 1, 5, 0)
    assert "23.61.11.141" not in codes(database)
    assert report.notes == ["ОКПД2: кодов, которых в файле нет и которые будут убраны, — 1"]


def test_broken_codes_doubles_and_empty_names_are_told_by_row(database):
    report = load(database, *GOODS, ("бетон", "Бетон", None), ("23.6", "Снова", None), ("23.9", None, None))
    assert counts(report) == (10, 7, 0, 0, 3)
    assert told(report) == [
        ("ОКПД2", 9, "Код", "Нужен код вида 23.61.11, а здесь «бетон»"),
        ("ОКПД2", 10, "Код", "Код 23.6 уже стоит в строке 3"),
        ("ОКПД2", 11, "Наименование", "Ячейка пуста, а она обязательна"),
    ]


def test_missing_groups_are_told(database):
    report = load(database, ("23", "Изделия", None), ("23.61.11", "Черепица", None))
    assert report.notes == ["ОКПД2: кодов, над которыми нет группы, — 1, например 23.61.11"]
    assert codes(database)["23.61.11"].parent == "23"


def test_sections_stand_above_their_classes(database):
    load(database, ("РАЗДЕЛ C", "Обработка", None), ("23", "Изделия", None), ("23.6", "Бетон", None))
    assert {code: entry.parent for code, entry in codes(database).items()} == {
        "C": "",
        "23": "C",
        "23.6": "23",
    }


def test_rows_without_a_code_go_on_describing_and_repeated_headers_are_passed_over(database):
    rows = (
        GOODS[0],
        (None, "Эта группировка включает: стекло", None),
        ("Код", "Наименование", None),
        GOODS[1],
    )
    assert counts(load(database, *rows)) == (2, 2, 0, 0, 0)
    assert codes(database)["23"].description == "Эта группировка включает: стекло"


def test_undoing_goes_back_to_the_edition_before(database):
    load(database, *GOODS)
    second = load(database, *GOODS[:3])
    assert undone(database, second) == ["ОКПД2: возвращена прежняя редакция"]
    assert len(codes(database)) == 7


def test_undoing_the_first_load_leaves_what_ships(database):
    first = load(database, *GOODS)
    assert undone(database, first) == ["ОКПД2: загруженного больше нет, остались коды из поставки"]
    with database.reading() as session:
        assert names_of(session, "okpd2", ["23.51", "99.99"]) == {"23.51": "Цемент"}


def test_a_load_that_another_one_followed_stays(database):
    first = load(database, *GOODS)
    load(database, *GOODS[:3])
    (sentence,) = undone(database, first)
    assert sentence.startswith("ОКПД2 остаётся")
    assert len(codes(database)) == 3


def test_only_two_editions_are_kept(database):
    first = load(database, *GOODS)
    load(database, *GOODS[:3])
    load(database, *GOODS[:2])
    with database.reading() as session:
        assert entries_of(session, first.replaced[0].id) == []


@pytest.mark.parametrize(("title", "raised"), [("ОКПД2", 0), ("ОКВЭД2", 1)])
def test_only_activities_change_what_a_snapshot_is_made_of(database, title, raised):
    before = revision(database)
    load(database, *GOODS[:5], title=title)
    assert revision(database) == before + raised
