"""A merge taken back: every field that it changed gets its old value, unless somebody changed it since."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from data.merging.company_pointers import POINTERS
from data.merging.merge import Change
from data.plain_values import plain, typed
from data.tables.pool import CompanyRow

GONE = "записи больше нет"
SINCE = "изменено после объединения"
TAKEN = "прежнее значение теперь у другой записи"
TABLES = {pointer.table.__tablename__: pointer.table for pointer in POINTERS} | {
    CompanyRow.__tablename__: CompanyRow
}


@dataclass(frozen=True)
class Stayed:
    """A field that keeps what it has, and why."""

    table: str
    id: int
    title: str
    column: str
    reason: str


@dataclass
class MergeUndone:
    """How many fields got their old values, and which ones did not."""

    restored: int = 0
    stayed: list[Stayed] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def undo_merge(session: Session, changes: Iterable[Change]) -> MergeUndone:
    """Takes the changes back, the last one first, within the session's transaction.

    A record that was edited since goes back with its edits; what was entered since stays where it is.
    """
    undone = MergeUndone()
    for change in reversed(list(changes)):
        row = session.get(TABLES[change["table"]], change["id"])
        if reason := _hindrance(session, row, change) if row else GONE:
            undone.stayed.append(Stayed(change["table"], change["id"], _title(row), change["column"], reason))
        else:
            undone.restored += 1
    return undone


def _hindrance(session: Session, row: Any, change: Change) -> str:
    column, before = change["column"], typed(row, change["column"], change["before"])
    if plain(getattr(row, column)) != change["after"]:
        return SINCE
    if not isinstance(row, CompanyRow):
        setattr(row, column, before)
        return ""
    try:
        # each company by itself: a tax id must leave the one before it comes back to the other
        with session.begin_nested():
            setattr(row, column, before)
    except IntegrityError:
        return TAKEN
    return ""


def _title(row: Any) -> str:
    names = ("name", "title", "subject", "offer_title", "input_name", "text")
    return next((told for name in names if (told := getattr(row, name, None))), "без названия")
