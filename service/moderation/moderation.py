"""Use cases of what members propose: seen, approved, declined, withdrawn, taken back."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from data.database import Database
from data.entry import EntryError
from data.exchange.cells import clean_text
from data.exchange.rows import FieldError
from data.store import self_service as store
from data.tables.pool import MAX_ID, now
from data.tables.self_service import ProposalRow
from service.access import Caller, may_moderate, may_see_moderation, may_see_record
from service.errors import ForbiddenError, NotFoundError
from service.moderation.applying import TABLES, apply, refused, take_back

PAGE_SIZE = 20
MAX_OWN = 200
MAX_WORD = 500
DECIDED = "Об этой правке уже решено"


@dataclass(frozen=True)
class Proposal:
    """A proposal and the record as it is now; `record` is None of one that is not there yet, or has left."""

    row: ProposalRow
    record: Any

    @property
    def table(self) -> type[Any]:
        """The table of the record."""
        return TABLES[self.row.kind]

    @property
    def is_new(self) -> bool:
        """Whether a record is to be made."""
        return not self.row.before

    @property
    def mark(self) -> str:
        """What was proposed, in short: whoever decides says what was seen."""
        plain = json.dumps(self.row.after, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]


class Moderation:
    """Each use case is one transaction; a proposal that the caller must not see is NotFoundError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, caller: Caller, state: str = "waits", before: int = MAX_ID) -> list[Proposal]:
        """A page of them, the newest first, and one more where there are more. Raises ForbiddenError."""
        if not may_see_moderation(caller):
            raise ForbiddenError("Правки участников видят сотрудники ассоциации")
        with self._database.reading() as session:
            return _seen(session, store.proposals(session, state, PAGE_SIZE + 1, before))

    def num_waiting(self, caller: Caller) -> int:
        """How many wait; nothing for whoever does not see them."""
        if not may_see_moderation(caller):
            return 0
        with self._database.reading() as session:
            return store.num_waiting(session)

    def own(self, caller: Caller, *states: str) -> list[Proposal]:
        """The last ones of the caller's company in these states."""
        with self._database.reading() as session:
            return _seen(session, store.proposals_of(session, caller.company_id or 0, states, MAX_OWN))

    def approve(self, caller: Caller, id_: int, seen: str) -> None:
        """The change becomes true; `seen` is the mark of what was looked at. Raises EntryError."""
        with self._deciding(caller, id_, "proposals.approve", "approved") as (session, row):
            if row is None:
                return
            if Proposal(row, None).mark != seen:
                raise refused("Участник изменил правку, пока вы смотрели: прочтите её ещё раз")
            apply(session, row)

    def decline(self, caller: Caller, id_: int, word: str) -> None:
        """It does not; the member reads the word. Raises EntryError."""
        told = clean_text(word)
        if not told:
            raise EntryError([FieldError("word", "Напишите участнику, почему: одной фразой")])
        if len(told) > MAX_WORD:
            raise EntryError([FieldError("word", f"Длиннее {MAX_WORD} знаков")])
        with self._deciding(caller, id_, "proposals.decline", "declined") as (_, row):
            if row is not None:
                row.word = told

    def withdraw(self, caller: Caller, id_: int) -> None:
        """The company wants it no longer."""
        with self._database.changing(caller.actor, "proposals.withdraw", str(id_)) as session:
            row = _found(session, caller, id_)
            if row.state == "withdrawn":
                return
            if row.state != "waits":
                raise refused(DECIDED)
            row.state, row.decided_by, row.decided_at = "withdrawn", caller.actor, now()

    def undo(self, caller: Caller, id_: int) -> None:
        """It waits again: staff take their decision back, the company its withdrawal. Raises EntryError."""
        with self._database.changing(caller.actor, "proposals.undo", str(id_)) as session:
            row = _found(session, caller, id_)
            if row.state == "waits":
                return
            if not (caller.owns(row.company_id) if row.state == "withdrawn" else may_moderate(caller)):
                raise refused("Отменяет тот, кто решил: участник — свой отзыв, ассоциация — своё решение")
            if row.record_id and row.before and store.waiting_on(session, row.kind, row.record_id):
                raise refused("Участник уже предложил другую правку этой записи")
            if row.state == "approved":
                take_back(session, row)
            row.state, row.word, row.decided_by, row.decided_at = "waits", None, None, None

    @contextmanager
    def _deciding(
        self, caller: Caller, id_: int, action: str, state: str
    ) -> Iterator[tuple[Session, ProposalRow | None]]:
        """The proposal to decide on; None where the same was decided before."""
        if not may_moderate(caller):
            raise ForbiddenError("Правки участников проверяют сотрудники ассоциации")
        with self._database.changing(caller.actor, action, str(id_)) as session:
            row = _found(session, caller, id_)
            if row.state == state:
                yield session, None
                return
            if row.state != "waits":
                raise refused(DECIDED)
            yield session, row
            row.state, row.decided_by, row.decided_at = state, caller.actor, now()


def _found(session: Session, caller: Caller, id_: int) -> ProposalRow:
    row = store.find_proposal(session, id_)
    if row is None or not may_see_record(caller, row.company_id):
        raise NotFoundError("Такой правки нет")
    return row


def _seen(session: Session, rows: Sequence[ProposalRow]) -> list[Proposal]:
    ids: dict[str, list[int]] = {}
    for row in rows:
        ids.setdefault(row.kind, []).append(row.record_id or 0)
    known = {kind: store.records_by_id(session, TABLES[kind], wanted) for kind, wanted in ids.items()}
    return [Proposal(row, known[row.kind].get(row.record_id or 0)) for row in rows]
