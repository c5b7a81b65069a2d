import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from data import entry
from data.database import DatabaseError, open_database
from data.store.pool import pool_revision
from data.tables.pool import AuditRow, CompanyRow, KeyRow, OfferRow

ROOT = Path(__file__).parents[2]
OPEN_AND_ADD = """
import sys
from pathlib import Path
from data.database import open_database
from data.tables.pool import CompanyRow
folder, code = Path(sys.argv[1]), sys.argv[2]
database = open_database(f"sqlite:///{folder / 'new.db'}", folder)
for number in range(20):
    with database.changing("test", "add") as session:
        session.add(CompanyRow(code=f"{code}-{number}", name=code, name_folded=code, status="member"))
"""


def company(code="К-1", **fields):
    return CompanyRow(**{"code": code, "name": "Завод", "name_folded": "завод", "status": "member"} | fields)


def revision(database):
    with database.reading() as session:
        return pool_revision(session)


def audit_lines(database):
    with database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(row.actor, row.action, row.subject, row.details) for row in rows]


def pragma(connection, name):
    return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_two_processes_that_start_at_once_migrate_and_write_side_by_side(tmp_path):
    commands = [[sys.executable, "-c", OPEN_AND_ADD, str(tmp_path), code] for code in ("А", "Б")]
    processes = [subprocess.Popen(c, cwd=ROOT, stderr=subprocess.PIPE, text=True) for c in commands]
    assert [process.communicate(timeout=60)[1] for process in processes] == ["", ""]
    database = open_database(f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    assert revision(database) == 40
    database.close()


def test_every_connection_is_safe(database):
    with database.engine.connect() as first, database.engine.connect() as second:
        for connection in (first, second):
            safe = [
                pragma(connection, name)
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
            assert safe == ["wal", 2, 1, 30_000]


def test_a_record_of_no_company_is_refused_by_the_database_itself(database):
    with pytest.raises(Exception, match="FOREIGN KEY"), database.changing("test", "add") as session:
        session.add(OfferRow(company_id=404, kind="product", title="Песок"))


def test_an_error_of_the_database_does_not_tell_what_was_written(database):
    with pytest.raises(IntegrityError) as error, database.changing("test", "add") as session:
        session.add(OfferRow(company_id=404, kind="product", title="Тайный песок"))
    assert "INSERT" in str(error.value) and "Тайный" not in str(error.value)


def test_a_failed_transaction_leaves_nothing(database):
    with pytest.raises(RuntimeError), database.changing("test", "add") as session:
        session.add(company())
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.scalars(select(CompanyRow)).all() == []
    assert (revision(database), audit_lines(database)) == (0, [])


def test_the_revision_moves_by_one_with_a_change_however_large(database):
    with database.changing("test", "add") as session:
        session.add_all([company("К-1"), company("К-2")])
        session.flush()
        session.add(company("К-3"))
    assert revision(database) == 1


def test_nothing_is_noted_of_a_transaction_that_changes_nothing(database):
    with database.changing("test", "add") as session:
        session.add(company())
    with database.changing("test", "edit") as session:
        row = session.scalars(select(CompanyRow)).one()
        row.name, row.roles = "Завод", []
        entry.update(session, row, {"status": "участник"})
    assert (revision(database), len(audit_lines(database))) == (1, 1)


def test_a_key_noted_as_used_is_no_change_of_the_pool(database):
    with database.noting() as session:
        session.add(KeyRow(id="k", secret_sha256="0", scope="staff"))
    assert (revision(database), audit_lines(database)) == (0, [])


def test_a_mark_that_is_read_before_it_is_written_waits_for_a_change_meanwhile(database):
    # SQLite never lets a transaction write that has read what another one changed since
    with ThreadPoolExecutor() as threads, database.noting() as session:
        assert session.scalars(select(KeyRow)).all() == []
        change = threads.submit(add_company, database)
        with pytest.raises(TimeoutError):
            change.result(timeout=0.3)
        session.add(KeyRow(id="k", secret_sha256="0", scope="staff"))
        session.commit()
        change.result(timeout=20)
    assert revision(database) == 1


def add_company(database):
    with database.changing("test", "add") as session:
        session.add(company())


def test_changes_of_many_threads_come_one_after_the_other(database):
    def rename(number):
        with database.changing("test", "edit") as session:
            row = session.scalars(select(CompanyRow)).one()
            row.about = f"{row.about or ''}{number}"

    add_company(database)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(rename, range(8)))
    with database.reading() as session:
        assert sorted(session.scalars(select(CompanyRow.about)).one()) == list("01234567")
    assert revision(database) == 9


def test_an_audit_line_tells_who_did_what_and_no_values(database):
    with database.changing("key:1", "companies.create", "К-1") as session:
        row = company(
            contact_name="Иванова Мария", contact_phone="+7 900", contact_email="m@zavod.example.org"
        )
        session.add(row)
        session.flush()
        row.contact_name = "Петрова Мария"
    told = {"counts": {"companies": 1}, "records": [{"table": "companies", "id": 1, "fields": []}]}
    assert audit_lines(database) == [("key:1", "companies.create", "К-1", told)]


def test_an_audit_line_names_the_fields_of_all_flushes_and_only_those_that_became_others(database):
    add_company(database)
    with database.changing("key:1", "companies.update", "1") as session:
        row = session.scalars(select(CompanyRow)).one()
        row.phone = "+7 900"
        session.flush()
        row.name, row.status, row.updated_at = "Новое имя", "member", row.updated_at
    records = audit_lines(database)[-1][3]["records"]
    assert records == [{"table": "companies", "id": 1, "fields": ["name", "phone"]}]


def test_an_audit_line_of_thousands_of_records_stays_short(database):
    with database.changing("test", "import") as session:
        session.add_all([company(f"К-{number}") for number in range(1000)])
    details = audit_lines(database)[-1][3]
    assert (details["counts"], len(details["records"])) == ({"companies": 1000}, 20)


def test_an_audit_line_names_what_was_deleted(database):
    with database.changing("test", "add") as session:
        session.add(KeyRow(id="k", secret_sha256="0", scope="staff"))
    with database.changing("test", "drop") as session:
        session.delete(session.get(KeyRow, "k"))
    assert audit_lines(database)[-1][3]["records"] == [{"table": "keys", "id": "k", "fields": []}]


def test_what_is_read_stays_the_same_while_others_write(database):
    add_company(database)
    with database.reading() as session:
        before = pool_revision(session)
        with database.changing("test", "edit") as other:
            other.scalars(select(CompanyRow)).one().name = "Новое имя"
        assert (pool_revision(session), session.scalars(select(CompanyRow.name)).one()) == (before, "Завод")


@pytest.mark.parametrize(
    "url",
    ["", "база", "nonsense://x", "postgresql+nodriver://u:secret@h/d", "sqlite:////нет/такой/папки/a.db"],
)
def test_an_address_that_opens_nothing_is_one_line_without_the_password(tmp_path, url):
    with pytest.raises(DatabaseError) as error:
        open_database(url, tmp_path)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_server_that_is_away_is_one_line_without_the_password(tmp_path):
    with pytest.raises(
        DatabaseError, match=r"База данных не открывается \(postgresql\+psycopg://u:\*\*\*@127"
    ) as error:
        open_database("postgresql+psycopg://u:secret@127.0.0.1:1/d?connect_timeout=2", tmp_path)
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_one_line(tmp_path):
    (tmp_path / "a.db").write_text("это не база данных " * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="file is not a database"):
        open_database(f"sqlite:///{tmp_path / 'a.db'}", tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "файл").touch()
    with pytest.raises(DatabaseError, match="База данных не открывается"):
        open_database(f"sqlite:///{tmp_path / 'a.db'}", tmp_path / "файл" / "папка")


def test_a_database_of_a_later_version_is_one_line(database, tmp_path):
    database.close()
    with sqlite3.connect(tmp_path / "pool.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseError, match="9999"):
        open_database(f"sqlite:///{tmp_path / 'pool.db'}", tmp_path)


def test_a_moment_without_a_zone_is_refused(database):
    with (
        pytest.raises(Exception, match="moment without a time zone"),
        database.changing("test", "add") as session,
    ):
        session.add(company(archived_at=datetime(2026, 9, 15)))
