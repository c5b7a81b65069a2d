"""Use cases of merging: two companies side by side, made one, and made two again."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.merging.company_pointers import POINTERS, Pointer
from data.merging.fields import ComparedField, Side, compared
from data.merging.merge import merge
from data.merging.undo import undo_merge
from data.store import duplicates as store
from data.store.records import find
from data.tables.merges import MergeRow
from data.tables.pool import MAX_ID, CompanyRow, now
from service.access import Caller, may_merge
from service.errors import ForbiddenError, InvalidError, NotFoundError


@dataclass(frozen=True)
class MergePlan:
    """What merging would do: fields that differ, and how many rows of which kind move."""

    kept: CompanyRow
    merged: CompanyRow
    fields: tuple[ComparedField, ...]
    moving: tuple[tuple[Pointer, int], ...]


class Merging:
    """A merge is one transaction; asked for again it is the same merge."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, caller: Caller, kept_id: int, merged_id: int) -> MergePlan:
        """What it would do to make the second a part of the first. Raises NotFoundError."""
        _check(caller)
        with self._database.reading() as session:
            kept, merged = _live(session, kept_id), _live(session, merged_id)
            moving = [(pointer, len(pointer.rows(session, merged.id))) for pointer in POINTERS]
            counted = tuple((pointer, count) for pointer, count in moving if count)
            return MergePlan(kept, merged, tuple(compared(kept, merged)), counted)

    def merge(self, caller: Caller, kept_id: int, merged_id: int, sides: Mapping[str, Side]) -> MergeRow:
        """Makes the second a part of the first. Raises NotFoundError, InvalidError, EntryError."""
        _check(caller)
        if kept_id == merged_id:
            raise InvalidError([("merged_id", "компания не повтор самой себя")])
        with self._database.changing(caller.actor, "companies.merge", str(kept_id)) as session:
            done = store.merge_of(session, min(merged_id, MAX_ID))
            if done and done.kept_id == kept_id:
                return done
            kept, merged = _live(session, kept_id), _live(session, merged_id)
            changes = merge(session, kept, merged, sides)
            row = MergeRow(
                kept_id=kept_id, merged_id=merged_id, by=caller.actor, done={"changes": changes}, undone={}
            )
            session.add(row)
            session.flush()
            return row

    def undo(self, caller: Caller, id_: int) -> MergeRow:
        """Everything goes back where it was; once or many times. Raises NotFoundError, InvalidError."""
        _check(caller)
        with self._database.changing(caller.actor, "companies.unmerge", str(id_)) as session:
            row = session.get(MergeRow, id_) if 0 < id_ <= MAX_ID else None
            if row is None:
                raise NotFoundError("Такого объединения нет")
            if row.undone_at is None:
                _refuse_while_onward(session, row)
                row.undone = undo_merge(session, row.done["changes"]).as_dict()
                row.undone_at = now()
            return row

    def found(self, caller: Caller, id_: int) -> tuple[MergeRow, CompanyRow, CompanyRow]:
        """A merge with the company that stayed and the one that became a part of it. Raises NotFoundError."""
        _check(caller)
        with self._database.reading() as session:
            row = session.get(MergeRow, id_) if 0 < id_ <= MAX_ID else None
            if row is None:
                raise NotFoundError("Такого объединения нет")
            cards = store.named(session, [row.kept_id, row.merged_id])
            return row, cards[row.kept_id], cards[row.merged_id]

    def kept_for(self, id_: int) -> int | None:
        """The company that an archived one is a part of by now; None for no merge."""
        with self._database.reading() as session:
            kept = store.kept_for(session, id_)
            return kept.id if kept else None

    def taken_in(self, id_: int) -> list[tuple[MergeRow, CompanyRow]]:
        """What a company has taken in, each merge with the card that it archived."""
        with self._database.reading() as session:
            rows = store.merges_into(session, id_)
            cards = store.named(session, [row.merged_id for row in rows])
            return [(row, cards[row.merged_id]) for row in rows]


def _refuse_while_onward(session: Session, row: MergeRow) -> None:
    """The company that took the other in is a part of a third one by now, and the rows with it."""
    onward = store.merge_of(session, row.kept_id)
    if onward:
        cards = store.named(session, [onward.kept_id, onward.merged_id])
        names = " и ".join(f"«{cards[id_].name}»" for id_ in (onward.kept_id, onward.merged_id))
        raise InvalidError([("", f"Сначала отмените более позднее объединение: {names}")])


def _live(session: Session, id_: int) -> CompanyRow:
    row = find(session, CompanyRow, id_)
    if row is None:
        raise NotFoundError("Такой компании нет")
    return row


def _check(caller: Caller) -> None:
    if not may_merge(caller):
        raise ForbiddenError("Компании объединяют сотрудники ассоциации")
