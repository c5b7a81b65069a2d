"""Editions of a classifier are kept, replaced and taken back alike on each engine."""

from data.exchange.import_undo import undo_data, undo_import
from data.store.classifiers import edition_of, entries_of, latest_editions, names_of, words_of
from data.tables.pool import now
from tests.data.classifier_files import GOODS, load


def test_an_edition_takes_the_place_of_another_and_goes_again(database):
    load(database, *GOODS)
    second = load(database, *GOODS[:3])
    with database.reading() as session:
        assert [e.code for e in entries_of(session, latest_editions(session)["okpd2"])] == [
            "23",
            "23.6",
            "23.61",
        ]
    with database.changing("test", "undo") as session:
        undo_import(session, undo_data(second), now())
    with database.reading() as session:
        assert edition_of(session, "okpd2").num_codes == 7
        assert names_of(session, "okpd2", ["23.61.11.140"]) == {"23.61.11.140": "Блоки силикатные"}


def test_words_come_in_the_order_of_codes(database):
    load(database, *reversed(GOODS))
    with database.reading() as session:
        id_ = latest_editions(session)["okpd2"]
        names = [entry.name.casefold() for entry in entries_of(session, id_)]
        assert [name for name, _ in words_of(session, id_)] == names
        assert names[0] == "изделия минеральные неметаллические"
