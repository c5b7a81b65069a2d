"""What the store promises, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from data import entry
from data.database import MIGRATIONS, open_database
from data.demo_pool import load_demo
from data.exchange.cells import MAX_TEXT
from data.exchange.exporting import export_pool
from data.store.people import key_by_id, note_key_use, user_by_id, user_by_login
from data.store.pool import load_pool, pool_revision
from data.store.records import archived_ids, companies_after, find, find_company, records_of, regions
from data.tables.pool import AuditRow, Base, CompanyRow, KeyRow, NeedRow, OfferRow, UserRow, VerdictRow
from tests.data.exchange.test_importing import CHAIN_SHEETS
from tests.data.sheet_files import bring_in, counts, write_workbook


@pytest.fixture
def stocked(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", **CHAIN_SHEETS))
    return database


def add(database, *rows):
    with database.changing("test", "add") as session:
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def company(code, name="Завод", **fields):
    return CompanyRow(
        **{"code": code, "name": name, "name_folded": name.casefold(), "status": "member"} | fields
    )


def offer(company_id, **fields):
    return OfferRow(**{"company_id": company_id, "kind": "product", "title": "Песок"} | fields)


def migrate(database, move, revision):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        move(config, revision)


def tables_of(database):
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_a_new_database_has_all_tables_and_opens_again(database, database_url, tmp_path):
    assert tables_of(database) == set(Base.metadata.tables)
    again = open_database(database_url, tmp_path)
    with again.reading() as session:
        assert pool_revision(session) == 0
    again.close()


def test_migrations_go_down_to_nothing_and_up_again(stocked):
    migrate(stocked, command.downgrade, "base")
    assert tables_of(stocked) == set()
    migrate(stocked, command.upgrade, "head")
    assert tables_of(stocked) == set(Base.metadata.tables)
    with stocked.reading() as session:
        assert (pool_revision(session), companies_after(session, 0, 9)) == (0, [])


def test_the_tables_are_what_the_models_say(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_workbook_goes_in_and_the_same_again_changes_nothing(database, tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", **CHAIN_SHEETS)
    assert counts(bring_in(database, path)) == (8, 8, 0, 0, 0)
    assert counts(bring_in(database, path)) == (8, 0, 0, 8, 0)
    with database.reading() as session:
        assert pool_revision(session) == 1


def test_an_export_comes_back_unchanged(stocked, tmp_path):
    with stocked.reading() as session:
        assert export_pool(session, tmp_path / "b.xlsx") == 8
    assert counts(bring_in(stocked, tmp_path / "b.xlsx")) == (8, 0, 0, 8, 0)


def test_the_pool_is_read_as_profiles(stocked):
    with stocked.reading() as session:
        pool = load_pool(session)
    assert [(c.code, c.name, c.status, c.contract) for c in pool.companies] == [
        ("К-1", "Завод", "member", True),
        ("К-2", "Стройка", "joining", True),
    ]
    supplier, customer = pool.companies
    assert [(o.company_id, o.kind, o.title, o.provisional) for o in pool.offers] == [
        (supplier.id, "material", "Песок", False)
    ]
    assert [(n.company_id, n.title, n.visibility) for n in pool.needs] == [
        (customer.id, "Нужен песок", "private")
    ]
    assert pool.revision == 1


def test_the_pool_holds_nothing_archived_nor_of_an_archived_company(stocked):
    with stocked.changing("test", "archive") as session:
        entry.archive(find_company(session, "К-1"))
        entry.archive(session.scalars(select(NeedRow)).one())
    with stocked.reading() as session:
        pool = load_pool(session)
        assert len(archived_ids(session, CompanyRow)) == len(archived_ids(session, NeedRow)) == 1
        assert archived_ids(session, OfferRow) == frozenset()
    assert ([c.code for c in pool.companies], pool.offers, pool.needs, pool.revision) == (["К-2"], (), (), 2)


def test_the_demo_pool_goes_in(database):
    with database.changing("test", "demo") as session:
        report = load_demo(session)
    assert (report.rejected, report.created) == (0, report.read)
    with database.reading() as session:
        assert len(load_pool(session).companies) == 246


def test_pages_hold_every_live_company_once_in_order(database):
    ids = add(database, *[company(f"К-{number}") for number in range(7)])
    with database.changing("test", "archive") as session:
        entry.archive(find(session, CompanyRow, ids[3]))
    with database.reading() as session:
        pages, after = [], 0
        while page := [row.id for row in companies_after(session, after, 3)]:
            pages.append(page)
            after = page[-1]
    assert pages == [[ids[0], ids[1], ids[2]], [ids[4], ids[5], ids[6]]]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("ЁЛКА", ["1"]),
        ("елка", ["1"]),
        ("  завод   ", ["2", "3"]),
        ("100%", ["3"]),
        ("_", ["2"]),
        ("нет такого", []),
        ("за\x00вод", ["2", "3"]),
        ("\ud800", ["1", "2", "3"]),
    ],
)
def test_a_name_is_searched_in_any_case_and_signs_are_signs(database, name, codes):
    names = {"1": "ООО «Ёлка»", "2": "ЗАВОД_2", "3": "Завод 100%"}
    with database.changing("test", "add") as session:
        for code, full_name in names.items():
            entry.create(session, CompanyRow, {"code": code, "name": full_name})
    with database.reading() as session:
        assert [row.code for row in companies_after(session, 0, 9, name=name)] == codes


def test_companies_are_listed_by_status(stocked):
    with stocked.reading() as session:
        assert [row.code for row in companies_after(session, 0, 9, status="joining")] == ["К-2"]


@pytest.mark.parametrize("text", ["К-1", "7707083893", "ЗАВОД", " завод\x00 "])
def test_a_company_is_found_by_what_a_person_types(database, text):
    add(database, company("К-1", inn="7707083893"), company("К-2", "Стройка"))
    with database.reading() as session:
        assert find_company(session, text).code == "К-1"


@pytest.mark.parametrize("text", ["", "К-9", "\ud800", "зав"])
def test_no_company_is_found_by_what_is_not_its_own(stocked, text):
    with stocked.reading() as session:
        assert find_company(session, text) is None


@pytest.mark.parametrize("id_", [0, -1, 404, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30])
def test_an_id_of_any_size_finds_nothing_without_failing(stocked, id_):
    with stocked.reading() as session:
        assert find(session, CompanyRow, id_) is None
        assert companies_after(session, abs(id_) + 404, 9) == []


def test_an_archived_record_is_found_only_when_asked_for(stocked):
    with stocked.changing("test", "archive") as session:
        row = session.scalars(select(OfferRow)).one()
        entry.archive(row)
    with stocked.reading() as session:
        assert find(session, OfferRow, row.id) is None
        assert find(session, OfferRow, row.id, archived=True).archived_at.tzinfo is UTC
        assert records_of(session, OfferRow, row.company_id) == []


def test_regions_come_once_each(database):
    add(database, company("1", region="Тюменская область"), company("2", region="Курганская область"))
    add(database, company("3", region="Тюменская область"), company("4"))
    with database.reading() as session:
        assert regions(session) == ["Курганская область", "Тюменская область"]


@pytest.mark.parametrize("second", [{"code": "К-1"}, {"code": "К-2", "inn": "7707083893"}])
def test_code_and_inn_of_a_company_are_unique(database, second):
    add(database, company("К-1", inn="7707083893"))
    with pytest.raises(IntegrityError):
        add(database, company(**second))


def test_a_record_code_is_unique_within_its_company_and_may_be_absent_many_times(database):
    first, second = add(database, company("К-1"), company("К-2"))
    add(database, offer(first, code="1"), offer(second, code="1"), offer(first), offer(first))
    with pytest.raises(IntegrityError):
        add(database, offer(first, code="1"))


@pytest.mark.parametrize("company_id", [404, 2**31, 2**70])
def test_a_record_by_hand_needs_a_company_that_exists(database, company_id):
    with database.reading() as session, pytest.raises(entry.EntryError, match="Такой компании в пуле нет"):
        entry.create(session, NeedRow, {"company_id": company_id, "title": "Песок"})


def test_a_record_needs_a_company_that_exists(database):
    with pytest.raises(IntegrityError):
        add(database, offer(404))


def test_a_failed_change_leaves_nothing(database):
    with pytest.raises(IntegrityError):
        add(database, company("К-1"), company("К-2"), company("К-1"))
    with database.reading() as session:
        assert (companies_after(session, 0, 9), pool_revision(session)) == ([], 0)
        assert session.scalars(select(AuditRow)).all() == []


def test_values_come_back_as_they_went_in(database):
    moment = datetime(2026, 9, 15, 10, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5)))
    row = company("К-1", "Ёлка 🌲", about="я" * MAX_TEXT, confirmed_on=date(2026, 9, 15), archived_at=moment)
    row.roles, row.minpromtorg = ["manufacturer"], False
    (id_,) = add(database, row)
    (offer_id,) = add(
        database, offer(id_, capacity_per_month=1e15, utilisation_percent=0.1, lead_time_days=1_000_000)
    )
    with database.reading() as session:
        back, its_offer = session.get(CompanyRow, id_), session.get(OfferRow, offer_id)
    assert (back.name, len(back.about), back.confirmed_on) == ("Ёлка 🌲", MAX_TEXT, date(2026, 9, 15))
    assert (back.archived_at, back.roles, back.certificates, back.minpromtorg) == (
        moment,
        ["manufacturer"],
        [],
        False,
    )
    assert (its_offer.capacity_per_month, its_offer.utilisation_percent, its_offer.lead_time_days) == (
        1e15,
        0.1,
        1_000_000,
    )


def test_changes_made_at_once_come_one_after_the_other(database):
    add(database, company("К-1", about=""))

    def append(number):
        with database.changing("test", "edit") as session:
            row = session.scalars(select(CompanyRow)).one()
            row.about += str(number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(append, range(8)))
    with database.reading() as session:
        assert sorted(session.scalars(select(CompanyRow.about)).one()) == list("01234567")
        assert pool_revision(session) == 9


def test_a_verdict_may_be_of_a_provisional_offer_and_of_a_free_text(stocked):
    with stocked.changing("test", "verdict") as session:
        company_id = find_company(session, "К-1").id
        verdict = VerdictRow(
            need_text="Нужен песок", company_id=company_id, verdict="suitable", snapshot="1", given_by="test"
        )
        session.add(verdict)
    with stocked.reading() as session:
        assert session.get(VerdictRow, verdict.id).given_at.tzinfo is UTC


def test_a_disabled_user_and_a_revoked_key_are_nobody(database):
    moment = datetime(2026, 9, 15, tzinfo=UTC)
    users = [UserRow(login=login, name="", password_hash="") for login in ("анна", "борис")]
    keys = [KeyRow(id=id_, secret_sha256="", scope="staff") for id_ in ("a", "b")]
    users[1].disabled_at = keys[1].revoked_at = moment
    add(database, *users, *keys)
    with database.noting() as session:
        note_key_use(session, "a")
        note_key_use(session, "b")
    with database.reading() as session:
        assert (user_by_login(session, "АННА").id, user_by_login(session, "борис")) == (users[0].id, None)
        assert (user_by_id(session, users[1].id), key_by_id(session, "b")) == (None, None)
        assert key_by_id(session, "a").last_used_on is not None
