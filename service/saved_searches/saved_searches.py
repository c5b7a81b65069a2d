"""Use cases of saved searches: kept, renamed, looked at, deleted and brought back, by each for themselves."""

from datetime import timedelta

from sqlalchemy.orm import Session

from data.database import Database
from data.entry import EntryError
from data.exchange.cells import clean_text
from data.exchange.rows import FieldError
from data.store import saved_searches as store
from data.tables.pool import now
from data.tables.saved_searches import SavedSearchRow
from service.access import Caller, may_save_searches
from service.errors import ForbiddenError, NotFoundError
from service.saved_searches.shown import Shown

PAGE_SIZE = 10  # each of them is answered anew when the pool has changed
MAX_SAVED = 100
MAX_NAME = 120
_PRESSED_TWICE = timedelta(minutes=5)


class SavedSearches:
    """A search belongs to whoever saved it. Every use case raises ForbiddenError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, caller: Caller, before_id: int | None = None) -> list[SavedSearchRow]:
        """One more than a page has, where there are more; the newest first."""
        _check_caller(caller)
        with self._database.reading() as session:
            return store.own_searches(session, caller.actor, before_id, PAGE_SIZE + 1)

    def search(self, caller: Caller, id_: int) -> SavedSearchRow:
        """One of the caller's. Raises NotFoundError."""
        _check_caller(caller)
        with self._database.reading() as session:
            return _found(session, caller, id_)

    def save(self, caller: Caller, name: str, query: str, shown: Shown) -> SavedSearchRow:
        """What it shows now counts as seen; the same search a second time is the same one, renamed.

        Raises EntryError.
        """
        _check_caller(caller)
        name = _checked_name(name)
        with self._database.changing(caller.actor, "saved_searches.create") as session:
            if same := store.find_same(session, caller.actor, query):
                same.name = name
                return same
            if store.count_own(session, caller.actor) >= MAX_SAVED:
                message = f"Сохранённых поисков уже {MAX_SAVED}: сначала удалите лишние"
                raise EntryError([FieldError("name", message)])
            seen = shown.as_dict()
            row = SavedSearchRow(owner=caller.actor, name=name, query=query, seen=seen, before=seen)
            session.add(row)
            session.flush()
            return row

    def rename(self, caller: Caller, id_: int, name: str) -> None:
        """Raises EntryError, NotFoundError."""
        _check_caller(caller)
        name = _checked_name(name)
        with self._database.changing(caller.actor, "saved_searches.rename", str(id_)) as session:
            _found(session, caller, id_).name = name

    def look(self, caller: Caller, id_: int, shown: Shown) -> None:
        """What it shows now is seen; what was new to this look stays marked until the next one.

        Raises NotFoundError.
        """
        _check_caller(caller)
        with self._database.noting() as session:
            row, seen = _found(session, caller, id_), shown.as_dict()
            if row.seen == seen and now() - row.seen_at < _PRESSED_TWICE:
                return
            row.before, row.seen, row.seen_at = row.seen, seen, now()

    def delete(self, caller: Caller, id_: int) -> None:
        """Out of the list; it can come back. Raises NotFoundError."""
        _check_caller(caller)
        with self._database.changing(caller.actor, "saved_searches.delete", str(id_)) as session:
            row = _found(session, caller, id_, deleted=True)
            row.deleted_at = row.deleted_at or now()

    def restore(self, caller: Caller, id_: int) -> None:
        """As if it had not been deleted. Raises NotFoundError."""
        _check_caller(caller)
        with self._database.changing(caller.actor, "saved_searches.restore", str(id_)) as session:
            _found(session, caller, id_, deleted=True).deleted_at = None


def _check_caller(caller: Caller) -> None:
    if not may_save_searches(caller):
        raise ForbiddenError("Поиски сохраняют сотрудники ассоциации")


def _found(session: Session, caller: Caller, id_: int, *, deleted: bool = False) -> SavedSearchRow:
    row = store.find_own(session, caller.actor, id_)
    if row is None or (row.deleted_at and not deleted):
        raise NotFoundError("Такого сохранённого поиска нет")
    return row


def _checked_name(text: str) -> str:
    name = " ".join(clean_text(text).split())
    if not name:
        raise EntryError([FieldError("name", "Назовите поиск")])
    if len(name) > MAX_NAME:
        raise EntryError([FieldError("name", f"Слишком длинно: {len(name)} знаков, можно до {MAX_NAME}")])
    return name
