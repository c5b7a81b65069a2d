"""What the store of verdicts promises, on SQLite and on PostgreSQL alike."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select

from data import entry
from data.database import MIGRATIONS
from data.store.pool import pool_revision
from data.store.verdicts import (
    all_verdicts,
    latest_verdicts,
    record,
    verdicts_on_need,
    verdicts_on_supplier,
    withdraw,
)
from data.tables.pool import AuditRow, CompanyRow, NeedRow, OfferRow, VerdictRow

TEXT = "Нужен щебень фракции 5–20"


class Pool:
    """A supplier with two offers and a need of somebody else."""

    def __init__(self, database):
        self.database = database
        with database.changing("test", "add") as session:
            self.supplier = entry.create(session, CompanyRow, {"name": "Карьер", "status": "member"}).id
            self.asker = entry.create(session, CompanyRow, {"name": "Стройка", "status": "member"}).id
            self.stone, self.sand = (
                entry.create(session, OfferRow, {"company_id": self.supplier, "title": title}).id
                for title in ("Щебень", "Песок")
            )
            self.need = entry.create(session, NeedRow, {"company_id": self.asker, "title": TEXT}).id

    def judge(self, verdict="suitable", **fields):
        values = {
            "company_id": self.supplier,
            "verdict": verdict,
            "snapshot": "1",
            "given_by": "test",
        } | fields
        if "need_id" not in values:
            values.setdefault("need_text", TEXT)
        with self.database.changing("test", "verdicts.give") as session:
            return record(session, VerdictRow(**values)).id

    def take_back(self, id_):
        with self.database.changing("test", "verdicts.take_back") as session:
            row = withdraw(session, id_)
            return row and row.withdrawn_at

    def ask(self, query, *arguments):
        with self.database.reading() as session:
            return [row.id for row in query(session, *arguments)]


@pytest.fixture
def pool(database):
    return Pool(database)


def test_a_free_text_need_is_found_by_the_same_words_in_any_case(pool):
    given = pool.judge(offer_id=pool.stone)
    for text in (TEXT, f" {TEXT.upper()} ", TEXT.replace(" ", "\n")):
        assert pool.ask(verdicts_on_need, None, text) == [given]
    assert pool.ask(verdicts_on_need, None, TEXT + ".") == []
    assert pool.ask(verdicts_on_need, pool.need, TEXT) == []


def test_a_need_of_the_pool_is_found_by_its_id_whatever_its_text(pool):
    given = pool.judge(need_id=pool.need, need_text=TEXT, offer_id=pool.stone)
    assert pool.ask(verdicts_on_need, pool.need, "другие слова") == [given]
    assert pool.ask(verdicts_on_need, None, TEXT) == []


def test_a_text_of_the_greatest_length_has_verdicts_too(pool):
    long = "щебень " * 2_000
    given = pool.judge(need_text=long, offer_id=pool.stone)
    assert pool.ask(verdicts_on_need, None, long) == [given]


def test_a_new_verdict_withdraws_the_one_on_the_same_pair_and_no_other(pool):
    first = pool.judge(offer_id=pool.stone)
    others = [
        pool.judge(offer_id=pool.sand),
        pool.judge(need_id=pool.need, offer_id=pool.stone),
        pool.judge(),
    ]
    again = pool.judge("unsuitable", reason="far", offer_id=pool.stone)
    assert pool.ask(all_verdicts) == [*others, again]
    assert first not in pool.ask(verdicts_on_need, None, TEXT)


def test_a_company_as_a_whole_is_a_pair_of_its_own(pool):
    first, second = pool.judge(), pool.judge("known")
    assert pool.ask(all_verdicts) == [second] != [first]


def test_a_verdict_taken_back_stays_in_the_database_with_its_moment(pool):
    given = pool.judge(offer_id=pool.stone)
    moment = pool.take_back(given)
    assert moment.tzinfo is not None and pool.take_back(given) == moment
    assert pool.ask(all_verdicts) == []
    with pool.database.reading() as session:
        assert session.get(VerdictRow, given).withdrawn_at == moment


@pytest.mark.parametrize("id_", [0, -1, 404, 2**31, 2**70])
def test_no_verdict_of_an_unknown_id_is_taken_back(pool, id_):
    assert pool.take_back(id_) is None
    assert pool.ask(latest_verdicts, 9, id_) == []


def test_verdicts_are_listed_newest_first_and_of_one_need(pool):
    first, second = pool.judge(need_id=pool.need, offer_id=pool.stone), pool.judge(offer_id=pool.stone)
    assert pool.ask(latest_verdicts, 9) == [second, first]
    assert pool.ask(latest_verdicts, 1) == [second]
    assert pool.ask(latest_verdicts, 9, pool.need) == [first]


def test_a_supplier_has_the_verdicts_on_needs_of_the_pool(pool):
    given = pool.judge(need_id=pool.need, offer_id=pool.stone)
    pool.judge(offer_id=pool.stone)
    assert pool.ask(verdicts_on_supplier, pool.supplier) == [given]
    assert pool.ask(verdicts_on_supplier, pool.asker) == []


def test_verdicts_leave_a_line_in_the_audit_log_and_the_revision_as_it_was(pool):
    with pool.database.reading() as session:
        before = pool_revision(session)
    given = pool.judge(offer_id=pool.stone)
    pool.take_back(given)
    pool.take_back(given)
    with pool.database.reading() as session:
        lines = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()[1:]
        assert pool_revision(session) == before
    assert [(line.action, line.details["counts"]) for line in lines] == [
        ("verdicts.give", {"verdicts": 1}),
        ("verdicts.take_back", {"verdicts": 1}),
    ]


def test_a_verdict_keeps_the_kind_and_the_code_of_what_was_offered(pool):
    offered = {"offer_title": "Щебень", "offer_kind": "service", "offer_okpd2": "08.12.12"}
    given = pool.judge(offer_id=pool.stone, **offered)
    with pool.database.reading() as session:
        row = session.get(VerdictRow, given)
        assert {name: getattr(row, name) for name in offered} == offered


def test_the_migration_of_verdicts_can_be_taken_back_and_applied_again(database):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    new = {"need_key", "need_kind", "offer_title", "offer_kind", "offer_okpd2"}
    for move, to, expected in ((command.downgrade, "0001", set()), (command.upgrade, "head", new)):
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            move(config, to)
        columns = inspect(database.engine).get_columns("verdicts")
        assert new & {column["name"] for column in columns} == expected
