"""What a transaction changes: which records, and the names of their fields, never a value."""

from collections import Counter
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from data.tables.pool import Base

MAX_TOLD = 20  # records of one transaction that are told one by one: an import changes thousands


class Watch:
    """Follows a session from now on."""

    def __init__(self, session: Session) -> None:
        self._fields: dict[Base, set[str]] = {}
        self._new: set[Base] = set()
        event.listen(session, "before_flush", self._note)

    @property
    def rows(self) -> list[Base]:
        """All that was added, changed or deleted."""
        return list(self._fields)

    def details(self) -> dict[str, Any]:
        """For the audit log: how many records of each table, and the first of them with their fields."""
        return {
            "counts": dict(Counter(row.__tablename__ for row in self.rows)),
            "records": [self._told(row) for row in self.rows[:MAX_TOLD]],
        }

    def _note(self, session: Session, _context: object, _instances: object = None) -> None:
        for row in session.new:
            self._new.add(row)
            self._fields.setdefault(row, set())
        for row in session.dirty:
            if session.is_modified(row):
                self._fields.setdefault(row, set()).update(_changed(row))
        for row in session.deleted:
            self._fields.setdefault(row, set())

    def _told(self, row: Base) -> dict[str, Any]:
        identity = inspect(row).identity
        fields = [] if row in self._new else sorted(self._fields[row])
        return {"table": row.__tablename__, "id": identity[0] if identity else None, "fields": fields}


def _changed(row: Base) -> set[str]:
    state = inspect(row)
    names = (attribute.key for attribute in state.mapper.column_attrs)
    return {name for name in names if state.attrs[name].history.has_changes()}
