"""What has been kept long enough goes, and nothing else does."""

from datetime import timedelta

from data.tables.journal import RequestRow
from data.tables.pool import AuditRow, now
from tests.service.contacts.conftest import STAFF
from tests.service.web.conftest import Pool


def aged(services, table, days):
    """The newest row of a table, as if it were that old."""
    name = "at" if table is AuditRow else "created_at"
    with services.database.noting() as session:
        row = session.query(table).order_by(table.id.desc()).first()
        setattr(row, name, now() - timedelta(days=days))
        return row.id


def test_old_drafts_go_and_requests_stay(services):
    draft = services.journal.draft(STAFF, "Нужен бетон", "call").id
    kept = services.journal.draft(STAFF, "Нужна арматура", "call").id
    need = Pool(services).need("Бетон М500 для фундамента")
    with services.database.noting() as session:
        session.get(RequestRow, kept).need_id = need.id
        session.get(RequestRow, kept).state = "in_progress"
        for id_ in (draft, kept):
            session.get(RequestRow, id_).created_at = now() - timedelta(days=366)
    assert services.tidying.tidy()["drafts"] == 1
    with services.database.reading() as session:
        assert session.get(RequestRow, draft) is None and session.get(RequestRow, kept)


def test_lines_of_the_log_stay_for_three_years(services):
    services.journal.draft(STAFF, "Нужен бетон", "call")
    id_ = aged(services, AuditRow, 1094)
    services.tidying.tidy()
    with services.database.reading() as session:
        assert session.get(AuditRow, id_)
    aged(services, AuditRow, 1096)
    assert services.tidying.tidy()["log"] == 1


def test_it_is_done_once_a_day(services):
    assert services.tidying.step()
    assert not services.tidying.step()
    (services.settings.data_dir / "tidied").write_text((now() - timedelta(days=2)).isoformat())
    assert services.tidying.step()
    (services.settings.data_dir / "tidied").write_text("broken")
    assert services.tidying.step()
