"""Opening an installation's database: created and migrated by whoever comes first, with safe settings."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event, make_url, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from data.tables.classifiers import EditionRow
from data.tables.confirmations import ConfirmationRow
from data.tables.consents import ConsentRow
from data.tables.contacts import ContactEventRow, ContactRow
from data.tables.counters import CounterRow
from data.tables.digests import LetterAnswerRow, MailingChoiceRow
from data.tables.imports import ImportRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.kept_answers import KeptAnswerRow
from data.tables.mail import ArmingRow, LetterRow, MailingRow, PaceRow, SuppressionRow
from data.tables.merges import MergeRow, ToldApartRow
from data.tables.pool import (
    AuditRow,
    ChallengeRow,
    InputDecisionRow,
    InvitationRow,
    KeyRow,
    ReportRow,
    RevisionRow,
    UserRow,
    VerdictRow,
)
from data.tables.portals import PortalRow
from data.tables.saved_searches import SavedSearchRow
from data.tables.self_service import InterestRow, ProposalRow
from data.tables.shortlists import ShortlistMarkRow
from data.watching import Watch

MIGRATIONS = Path(__file__).parent / "migrations"
# no snapshot is made of these: a change of them leaves an audit line, but no new revision of the pool
BESIDE_THE_POOL = (
    UserRow,
    KeyRow,
    VerdictRow,
    ChallengeRow,
    InputDecisionRow,
    InvitationRow,
    ReportRow,
    RequestRow,
    RequestEventRow,
    ConfirmationRow,
    ImportRow,
    EditionRow,
    MergeRow,
    ToldApartRow,
    CounterRow,
    KeptAnswerRow,
    SavedSearchRow,
    ShortlistMarkRow,
    MailingRow,
    LetterRow,
    SuppressionRow,
    ArmingRow,
    PaceRow,
    MailingChoiceRow,
    LetterAnswerRow,
    ConsentRow,
    ContactRow,
    ContactEventRow,
    PortalRow,
    ProposalRow,
    InterestRow,
)


class DatabaseError(Exception):
    """The database cannot be opened; the message is one line for people."""


class Database:
    """The one door to the tables."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that leaves nothing behind."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """One transaction for marks that are no change of the pool: the last use of a key."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            if self.engine.dialect.name == "sqlite":
                _take_write_lock(session.connection())
            yield session

    @contextmanager
    def changing(self, actor: str, action: str, subject: str | None = None) -> Iterator[Session]:
        """One transaction that changes the pool: all or nothing, one revision and one audit line more.

        A transaction that changed nothing leaves no line and raises no revision; BESIDE_THE_POOL leaves a
        line only.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            _take_write_lock(session.connection())
            watch = Watch(session)
            yield session
            session.flush()
            if any(not isinstance(row, BESIDE_THE_POOL) for row in watch.rows):
                session.execute(update(RevisionRow).values(revision=RevisionRow.revision + 1))
            if watch.rows:
                line = AuditRow(actor=actor, action=action, subject=subject, details=watch.details())
                session.add(line)

    def compact(self) -> None:
        """Leaves nothing of what was deleted in the files. Raises DatabaseError while others read."""
        if self.engine.dialect.name != "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
                server.exec_driver_sql("VACUUM FULL")
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            (is_busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
        if is_busy:
            raise DatabaseError("Базу сейчас читают: повторите через минуту")

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def open_database(url: str, lock_folder: Path) -> Database:
    """Opens and migrates the database at `url`; two processes that start at once migrate one after the other.

    Raises DatabaseError with one line in Russian.
    """
    try:
        engine = create_engine(url, **_engine_options(url))
    except (SQLAlchemyError, ImportError, ValueError) as error:
        # the URL is not repeated: what cannot be read cannot be shown without its password
        raise DatabaseError("Адрес базы данных неверен: нужен вида postgresql+psycopg://...") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_sqlite_safe)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        lock_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(lock_folder / "migrate.lock"):
            _migrate(engine)
    except (SQLAlchemyError, sqlite3.Error, CommandError, OSError) as error:
        engine.dispose()
        place = engine.url.render_as_string(hide_password=True)
        raise DatabaseError(f"База данных не открывается ({place}): {_first_line(error)}") from error
    return Database(engine)


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _engine_options(url: str) -> dict[str, Any]:
    common = {"hide_parameters": True}  # errors are logged, and what is written is nobody else's business
    if make_url(url).get_backend_name() == "sqlite":
        return common | {"connect_args": {"timeout": 30}}
    return common | {"pool_pre_ping": True}


def _make_sqlite_safe(connection: sqlite3.Connection, _record: object) -> None:
    # the driver's implicit BEGIN leaves table changes outside of it, so the engine says BEGIN itself
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _take_write_lock(connection: Connection) -> None:
    # the first statement is a write, so that SQLite never has to upgrade a read lock and fail half-way;
    # on PostgreSQL the row lock puts changes of the pool in one order
    connection.execute(update(RevisionRow).values(revision=RevisionRow.revision))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
