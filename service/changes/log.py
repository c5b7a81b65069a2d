"""The use case of the log: who changed what and when, in words; never a value."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from data.database import Database
from data.store import people
from data.store.changes import Selection, log_lines
from data.store.named import Named, named
from data.tables.pool import AuditRow, KeyRow
from service.access import COMMAND_LINE, Caller, may_see_changes, sees_pasted_text
from service.changes.portal_pages import portal_pages
from service.changes.words import ACTIONS, TABLE_OF
from service.errors import ForbiddenError
from service.field_words import field_word
from service.journal.naming import number_of

LETTER = "letter:"  # whoever holds it has pressed a link
MAX_SHOWN = 3  # records of one line
WITH_CARDS = frozenset({"companies", "offers", "needs", "contracts", "chains"})
Key = tuple[str, Any]


@dataclass(frozen=True)
class ChangedRecord:
    """A record of a line; `found` is None where it is no more, or has no name."""

    table: str
    id: Any
    fields: tuple[str, ...]
    found: Named | None


@dataclass(frozen=True)
class Change:
    """A line of the log; `subject` tells of what has no records: the file of an import."""

    id: int
    at: datetime
    actor: str
    who: str
    action: str
    told: str
    subject: str
    records: tuple[ChangedRecord, ...]
    num_more: int


@dataclass(frozen=True)
class ChangePage:
    """Lines, newest first, and the id to go on before; None at the end."""

    changes: list[Change]
    next_before: int | None


class ChangeLog:
    """Every use case raises ForbiddenError for a caller whom the log is hidden from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, caller: Caller, selection: Selection, before: int | None, limit: int) -> ChangePage:
        """The next lines of a selection."""
        _check(caller)
        with self._database.reading() as session:
            lines = log_lines(session, selection, before, limit + 1)
            shown = lines[:limit]
            names = actors(session, (line.actor for line in shown))
            records = {line.id: _records(line) for line in shown}
            found = _seen(caller, named(session, _by_table(records.values())))
        changes = [_change(line, names, records[line.id], found) for line in shown]
        return ChangePage(changes, shown[-1].id if len(lines) > limit else None)

    def actors(self, caller: Caller, shown: Iterable[str] = ()) -> dict[str, str]:
        """Who may have changed something, by the name in the log; `shown` are those that have."""
        _check(caller)
        with self._database.reading() as session:
            return actors(session, shown)


def actors(session: Session, shown: Iterable[str] = ()) -> dict[str, str]:
    """People first, then keys, the command line, and those pages of portals and letters among `shown`."""
    found = {f"user:{row.id}": row.name for row in people.users(session)}
    found |= {f"key:{row.id}": _key_name(row) for row in people.keys(session)}
    shown = list(shown)
    found |= {name: f"письмо № {name.removeprefix(LETTER)}" for name in shown if name.startswith(LETTER)}
    return found | {COMMAND_LINE.actor: COMMAND_LINE.name} | portal_pages(session, shown)


def _key_name(row: KeyRow) -> str:
    """«ключ 1С»; the note of a portal's key names the portal already."""
    return row.note if row.scope == "portal" and row.note else f"ключ {row.note or row.id}"


def _own_table(line: AuditRow) -> str:
    kind = line.action.partition(".")[0]
    return TABLE_OF.get(kind, kind)


def _records(line: AuditRow) -> list[dict[str, Any]]:
    """What a line tells of its records: those that the action is about, else those that have cards."""
    told = line.details.get("records")
    if told is None:  # a line of an earlier version: only counts, and the id in the subject
        id_ = line.subject or ""
        told = (
            [{"table": _own_table(line), "id": int(id_), "fields": []}]
            if id_.isdecimal() and len(id_) < 10
            else []
        )
    own = [record for record in told if record["table"] == _own_table(line)]
    return own or [record for record in told if record["table"] in WITH_CARDS]


def _by_table(lines: Iterable[Sequence[dict[str, Any]]]) -> dict[str, set[Any]]:
    wanted: dict[str, set[Any]] = defaultdict(set)
    for records in lines:
        for record in records[:MAX_SHOWN]:
            wanted[record["table"]].add(record["id"])
    return wanted


def _change(
    line: AuditRow, names: Mapping[str, str], told: Sequence[dict[str, Any]], found: Mapping[Key, Named]
) -> Change:
    records = tuple(_changed(record, found) for record in told[:MAX_SHOWN])
    counts = line.details.get("counts", line.details)
    total = sum(counts.get(table, 0) for table in {record.table for record in records})
    is_named = any(record.table == _own_table(line) for record in records)
    return Change(
        id=line.id,
        at=line.at,
        actor=line.actor,
        who=names.get(line.actor, line.actor),
        action=line.action,
        told=ACTIONS.get(line.action, line.action),
        subject="" if is_named or (line.subject or "").isdecimal() else line.subject or "",
        records=records,
        num_more=max(0, total - len(records)),
    )


def _seen(caller: Caller, found: Mapping[Key, Named]) -> dict[Key, Named]:
    if sees_pasted_text(caller):
        return dict(found)
    return {key: Named(number_of(key[1])) if key[0] == "requests" else told for key, told in found.items()}


def _changed(record: dict[str, Any], found: Mapping[Key, Named]) -> ChangedRecord:
    table, id_ = record["table"], record["id"]
    words = (field_word(name, table) for name in record["fields"])
    return ChangedRecord(table, id_, tuple(sorted({word for word in words if word})), found.get((table, id_)))


def _check(caller: Caller) -> None:
    if not may_see_changes(caller):
        raise ForbiddenError("Изменения видят сотрудники ассоциации")
