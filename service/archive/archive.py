"""Use cases of the archive: everything that left the pool, and its way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from data.database import Database
from data.entry import RULES, EntryError
from data.store import archived as store
from data.store.archived import Archived, Place
from data.store.erasing import erased_name
from service.access import Caller, may_change_pool, may_see_changes
from service.changes.log import actors
from service.changes.words import ACTIONS
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.market.challenges import Challenges
from service.pool_entry import PoolEntry

TABLES: Mapping[str, type[Any]] = {table.__tablename__: table for table in RULES}
_FIRST = {
    "companies": "Компания «{}» в архиве: сначала верните её",
    "chains": "Цепочка «{}» в архиве: сначала верните её",
    "projects": "Проект «{}» в архиве: сначала верните его",
}
_ERASED = "Данные стёрты насовсем: возвращать нечего"
_MERGED = "Объединена с компанией «{}»: сначала отмените объединение на её карточке"


@dataclass(frozen=True)
class InArchive:
    """A record of the archive: whose it is, who archived it and how, and what must come back before it."""

    record: Archived
    owner: str
    who: str
    how: str
    waits: str


@dataclass(frozen=True)
class ArchivePage:
    """Records, newest first, and where the next page begins; None at the end."""

    records: list[InArchive]
    next_after: Place | None


class Archive:
    """Every use case raises ForbiddenError for a caller who may not."""

    def __init__(self, database: Database, pool_entry: PoolEntry, challenges: Challenges) -> None:
        self._database = database
        self._pool_entry = pool_entry
        self._challenges = challenges

    def page(self, caller: Caller, after: Place | None, limit: int, table: str = "") -> ArchivePage:
        """The next records of the archive."""
        if not may_see_changes(caller):
            raise ForbiddenError("Архив видят сотрудники ассоциации")
        with self._database.reading() as session:
            found = store.archived(session, after, limit + 1, table)
            told = _told(session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return ArchivePage(told, Place(last.at, last.table, last.id) if last else None)

    def restore(self, caller: Caller, table: str, id_: int) -> Archived:
        """Brings a record back. Raises NotFoundError, InvalidError while something must come back before it.

        What was entered meanwhile may stand in its way: InvalidError too.
        """
        if not may_change_pool(caller):
            raise ForbiddenError("Из архива возвращают сотрудники ассоциации")
        with self._database.reading() as session:
            record = store.archived_record(session, table, id_)
            if record is None:
                raise NotFoundError("В архиве такой записи нет")
            (told,) = _told(session, [record])
        if told.waits:
            raise InvalidError([("", told.waits)])
        try:
            if table in TABLES:
                self._pool_entry.restore(caller, TABLES[table], id_)
            else:
                self._challenges.restore(caller, id_)
        except EntryError as error:
            raise InvalidError([("", str(error))]) from error
        return record


def _told(session: Session, records: list[Archived]) -> list[InArchive]:
    owners = store.names_and_archived(session, {owner for one in records for owner in one.owners})
    merged = store.merged_into(session, [one.id for one in records if one.table == "companies"])
    lines = store.log_lines_of(session, {one.line_id for one in records if one.line_id})
    names = actors(session, (line.actor for line in lines.values()))
    found = []
    for one in records:
        line = lines.get(one.line_id or 0)
        found.append(
            InArchive(
                record=one,
                owner=", ".join(owners[owner][0] for owner in one.owners),
                who=names.get(line.actor, line.actor) if line else "",
                how=ACTIONS.get(line.action, line.action) if line else "",
                waits=_waits(one, owners, merged),
            )
        )
    return found


def _waits(one: Archived, owners: Mapping[store.Owner, tuple[str, bool]], merged: Mapping[int, str]) -> str:
    if one.table == "companies" and one.title == erased_name(one.id):
        return _ERASED
    if one.table == "companies" and one.id in merged:
        return _MERGED.format(merged[one.id])
    away = [(table, owners[table, id_][0]) for table, id_ in one.owners if owners[table, id_][1]]
    return _FIRST[away[0][0]].format(away[0][1]) if away else ""
