"""Codes of the pool that a loaded classifier has not."""

from data.classifiers.checks import notes_on_codes
from data.exchange.spreadsheets import Table
from tests.data.classifier_files import GOODS, load

OFFERS = Table(
    "Предложения",
    ("Код", "Наименование", "ОКПД2"),
    (
        (2, ("К-1", "Блок", "23.61.11")),
        (3, ("К-1", "Дом", "41.20")),
        (4, ("К-1", "Сад", "01.30")),
        (5, ("К-1", "Лес", "мусор")),
        (6, ("К-1", "Пусто", None)),
    ),
)


def test_they_are_counted_with_the_first_of_them(database):
    load(database, *GOODS)
    with database.reading() as session:
        (note,) = notes_on_codes(session, [OFFERS])
    assert note == "ОКПД2: в загруженном классификаторе нет кодов: 2, первый — 41.20 в строке 3"


def test_nothing_is_told_where_only_shipped_codes_serve(database):
    with database.reading() as session:
        assert notes_on_codes(session, [OFFERS]) == []
