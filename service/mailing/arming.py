"""Whether letters may go from this database: never from an older one that was put back.

Every step after which an older copy of the database would send what has gone, or what is not wanted any
more, raises the generation in the same transaction; then, before anything goes out, in the file.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from data.database import Database
from data.store import outbox
from data.tables.mail import ArmingRow, LetterRow
from service.access import Caller, may_send_mail
from service.errors import ForbiddenError
from service.mailing.arming_file import Armed, ArmingFile, NotArmedError

WHAT_TO_DO = (
    "Ничего не отправляется. Проверьте рассылки и включите отправку заново: письма, которые сейчас "
    "в очереди, получат состояние «неизвестно»"
)


class Arming:
    """Compares the database with the file of the installation."""

    def __init__(self, database: Database, file: ArmingFile) -> None:
        self.database = database
        self._file = file

    def check(self) -> None:
        """Raises NotArmedError where nothing may be sent; a place that never sent is no error."""
        armed = self._read()  # before the database, which others advance meanwhile: it may only be ahead
        with self.database.reading() as session:
            token, generation = outbox.arming(session)
        if token and not armed and self._read():
            return self.check()  # armed for the first time between the two looks
        if token or armed:
            _compare(armed, token, generation)
        return None

    @contextmanager
    def stepping(self) -> Iterator[Session]:
        """One step of a worker in a transaction of its own. Raises NotArmedError."""
        with self.database.noting() as session:
            generation = self._advance(session)
            yield session
        self._file.raise_to(generation)

    @contextmanager
    def changing(self, actor: str, action: str, subject: str | None = None) -> Iterator[Session]:
        """A change after which letters go; the first one arms the installation. Raises NotArmedError."""
        with self.database.changing(actor, action, subject) as session:
            self._arm_for_the_first_time(session)
            generation = self._advance(session)
            yield session
        self._file.raise_to(generation)

    @contextmanager
    def withholding(self, actor: str, action: str, subject: str | None = None) -> Iterator[Session]:
        """A change after which letters do not go: a cancellation, an unsubscription.

        An older copy of the database must not undo it; where nothing may be sent anyway it happens too.
        """
        generation = None
        with self.database.changing(actor, action, subject) as session:
            with suppress(NotArmedError):
                generation = self._advance(session)
            yield session
        if generation is not None:
            self._file.raise_to(generation)

    def arm(self, caller: Caller) -> int:
        """Arms the installation anew; what was on its way becomes unknown. Returns how many letters."""
        if not may_send_mail(caller):
            raise ForbiddenError("Включать отправку могут сотрудники")
        with self.database.changing(caller.actor, "mail.arm") as session:
            row = session.scalars(select(ArmingRow).with_for_update()).one()
            row.token = secrets.token_hex(16)
            row.generation = max(row.generation, self._generation_told()) + 1
            armed = Armed(row.token, row.generation)
            open_letters = update(LetterRow).where(LetterRow.state.in_(outbox.ON_THE_WAY))
            doubtful = open_letters.values(state="unknown", reason="armed_anew", claimed_by=None)
            changed = session.execute(doubtful.returning(LetterRow.id)).all()
        self._file.make(armed)
        return len(changed)

    def _advance(self, session: Session) -> int:
        token, generation = outbox.lock_arming(session)
        _compare(self._read(), token, generation)
        return outbox.raise_generation(session)

    def _arm_for_the_first_time(self, session: Session) -> None:
        row = session.scalars(select(ArmingRow).with_for_update()).one()
        if row.token:
            return
        armed = self._read()
        if armed is None:
            armed = Armed(secrets.token_hex(16), 0)
            self._file.make(armed)
        row.token = armed.token
        session.flush()

    def _read(self) -> Armed | None:
        try:
            return self._file.read()
        except NotArmedError as error:
            raise NotArmedError(f"{error}. {WHAT_TO_DO}") from error

    def _generation_told(self) -> int:
        try:
            armed = self._file.read()
        except NotArmedError:
            return 0
        return armed.generation if armed else 0


def _compare(armed: Armed | None, token: str | None, generation: int) -> None:
    if armed is None:
        raise NotArmedError(f"База данных пришла без файла этой установки. {WHAT_TO_DO}")
    if armed.token != token:
        raise NotArmedError(f"База данных другой установки. {WHAT_TO_DO}")
    if armed.generation > generation:
        raise NotArmedError(f"База данных старше последней отправки: восстановлена из копии. {WHAT_TO_DO}")
