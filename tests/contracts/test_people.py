"""What the archive, the log and the doors ask of the database, on SQLite and on PostgreSQL alike."""

from datetime import timedelta

import pytest
from alembic import command

from data.entry import archive
from data.periods import Period
from data.store.archived import (
    Place,
    archived,
    archived_record,
    log_lines_of,
    merged_into,
    names_and_archived,
)
from data.store.changes import Selection, log_lines
from data.store.named import named
from data.tables.journal import RequestRow
from data.tables.pool import (
    AuditRow,
    ChainRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    InputDecisionRow,
    InvitationRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
    UserRow,
    VerdictRow,
    now,
)
from service.access import COMMAND_LINE
from service.people.lockout import LockedError, Lockout
from service.people.people import People
from service.people.signing_in import SigningIn
from tests.contracts.test_store import migrate


@pytest.fixture
def rows(database):
    """A row of every table that the archive or the log names."""
    with database.changing("user:1", "fill") as session:
        names = ("Завод", "Стройка")
        one, two = (CompanyRow(code=n, name=n, name_folded=n, status="member") for n in names)
        chain = ChainRow(code="ц", title="Цепочка")
        session.add_all([one, two, chain])
        session.flush()
        project = ProjectRow(code="п", title="Проект", product="Блок", chain_id=chain.id)
        session.add(project)
        session.flush()
        own = {"company_id": one.id}
        made = [
            OfferRow(kind="product", title="Песок", **own),
            NeedRow(kind="product", title="Щебень", **own),
            ContractRow(supplier_id=one.id, customer_id=two.id, subject="Поставка"),
            SlotRow(code="з", title="Цемент", kind="material", project_id=project.id),
            ChallengeRow(topic="staff", text="Нет кадров", **own),
        ]
        others = [
            VerdictRow(verdict="known", snapshot="s", given_by="user:1", **own),
            InvitationRow(invited_by="user:1", **own),
            InputDecisionRow(input_key="k", input_name="Цемент", accepted=True, decided_by="user:1", **own),
            RequestRow(text="Нужен бетон", channel="call", created_by="user:1"),
            UserRow(login="masha", name="Маша", password_hash="x"),
        ]
        session.add_all(made + others)
        session.flush()
        return [one, two, chain, project, *made, *others]


def leave(database, rows):
    with database.changing("user:1", "leave") as session:
        for row in rows:
            archive(session.get(type(row), row.id))


def test_the_archive_holds_all_kinds_with_their_owners_and_the_line_that_tells_who(database, rows):
    recorded = rows[:9]
    leave(database, recorded)
    with database.reading() as session:
        found = archived(session, None, 50)
        (line,) = log_lines_of(session, {one.line_id for one in found}).values()
        owners = names_and_archived(session, {owner for one in found for owner in one.owners})
        assert merged_into(session, [rows[0].id]) == {}
    assert (line.actor, line.action) == ("user:1", "leave")
    assert {(one.table, one.title) for one in found} == {
        ("companies", "Завод"),
        ("companies", "Стройка"),
        ("chains", "Цепочка"),
        ("projects", "Проект"),
        ("offers", "Песок"),
        ("needs", "Щебень"),
        ("contracts", "Поставка"),
        ("slots", "Цемент"),
        ("challenges", "Нет кадров"),
    }
    by_table = {one.table: one.owners for one in found}
    assert by_table["slots"] == (("chains", rows[2].id), ("projects", rows[3].id))
    assert owners["projects", rows[3].id] == ("Проект", True)


def test_the_archive_goes_on_where_a_page_ended(database, rows):
    leave(database, rows[:9])
    with database.reading() as session:
        whole = archived(session, None, 50)
        place, pages = None, []
        while page := archived(session, place, 2):
            pages += page
            place = Place(page[-1].at, page[-1].table, page[-1].id)
        assert pages == whole
        assert archived_record(session, "slots", rows[7].id) in whole
        assert archived_record(session, "slots", 10**12) is None


def test_records_of_every_table_are_named(database, rows):
    wanted = {row.__tablename__: {row.id} for row in rows[1:]} | {"nonsense": {1}, "keys": {"k"}}
    with database.reading() as session:
        found = named(session, wanted)
    assert {table: one.title for (table, _), one in found.items()} == {
        "companies": "Стройка",
        "chains": "Цепочка",
        "projects": "Проект",
        "offers": "Песок",
        "needs": "Щебень",
        "contracts": "Поставка",
        "slots": "Цемент",
        "challenges": "Нет кадров",
        "verdicts": "Завод",
        "invitations": "Завод",
        "input_decisions": "Цемент",
        "requests": "Нужен бетон",
        "users": "Маша",
    }


def test_the_log_is_selected_by_actor_kind_and_day(database):
    today = now().astimezone().date()
    lines = [("user:1", "companies.update", 0), ("cli", "import", 0), ("cli", "import.undo", 3)]
    with database.noting() as session:
        for actor, action, days in lines:
            session.add(AuditRow(actor=actor, action=action, at=now() - timedelta(days=days), details={}))

    def actions(before=None, limit=9, **selection):
        with database.reading() as session:
            return [line.action for line in log_lines(session, Selection(**selection), before, limit)]

    assert actions() == ["import.undo", "import", "companies.update"]
    assert actions(kind="import") == ["import.undo", "import"]
    assert actions(actor="user:1") == ["companies.update"]
    assert actions(period=Period(today, today + timedelta(days=1))) == ["import", "companies.update"]
    assert actions(kind="imp") == [] == actions(before=10**15, limit=0)


def test_whoever_could_do_everything_before_there_were_roles_is_an_administrator(database):
    with database.noting() as session:
        session.add(UserRow(login="masha", name="Маша", password_hash="x", role="reader"))
    migrate(database, command.downgrade, "0005")
    migrate(database, command.upgrade, "head")
    with database.reading() as session:
        assert [row.role for row in session.query(UserRow)] == ["administrator"]


def test_people_sign_in_and_logins_close(database):
    lockout = Lockout(database, tries=2)
    People(database, lockout).create(COMMAND_LINE, "masha", "Маша", None, "очень длинный пароль")
    door = SigningIn(database, lockout)
    assert door.sign_in("masha", "очень длинный пароль", "192.0.2.1").role == "administrator"
    assert door.sign_in("masha\x00", "очень длинный пароль", "192.0.2.1") is None
    assert door.sign_in("masha", "не тот", "192.0.2.1") is None
    with pytest.raises(LockedError):
        door.sign_in("masha", "не тот", "192.0.2.1")
