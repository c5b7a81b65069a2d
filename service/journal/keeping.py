"""What every use case of the journal begins and ends with: who may, which request, one line of history."""

from typing import Any

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange.rows import FieldError
from data.store.journal import add_event, find_request
from data.tables.journal import RequestEventRow, RequestRow
from service.access import Caller, may_keep_journal, may_see_journal
from service.errors import ForbiddenError, NotFoundError

CLOSED = "Обращение закрыто: сначала откройте его снова"
UNCONFIRMED = "Сначала подтвердите потребность: чего и кому нужно"


def check_caller(caller: Caller) -> None:
    """Raises ForbiddenError for one whom the journal is hidden from."""
    if not may_see_journal(caller):
        raise ForbiddenError("Журнал обращений видят сотрудники ассоциации")


def check_keeper(caller: Caller) -> None:
    """Raises ForbiddenError for one who may not write into it."""
    if not may_keep_journal(caller):
        raise ForbiddenError("Журнал обращений ведут сотрудники ассоциации")


def found(session: Session, id_: int) -> RequestRow:
    """Raises NotFoundError."""
    row = find_request(session, id_)
    if row is None:
        raise NotFoundError("Такого обращения нет")
    return row


def open_request(session: Session, id_: int) -> RequestRow:
    """The same of one that somebody still works on. Raises NotFoundError, EntryError."""
    row = found(session, id_)
    if not row.is_open:
        raise refused("state", CLOSED)
    return row


def confirmed_request(session: Session, id_: int) -> RequestRow:
    """The same of one whose need is in the pool. Raises NotFoundError, EntryError."""
    row = open_request(session, id_)
    if row.need_id is None:
        raise refused("state", UNCONFIRMED)
    return row


def refused(field: str, message: str) -> EntryError:
    """What is wrong at one field."""
    return EntryError([FieldError(field, message)])


def happened(session: Session, row: RequestRow, caller: Caller, kind: str, **told: Any) -> RequestEventRow:
    """Adds a line to the history."""
    return add_event(session, row, RequestEventRow(kind=kind, by=caller.actor, **told))
