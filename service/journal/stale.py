"""Use cases of needs past their term: prolonged, found still true, put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data import entry
from data.database import Database
from data.exchange.rows import FieldError
from data.periods import months_before
from data.store.need_terms import is_past, is_untold, needs_where
from data.store.records import find
from data.tables.pool import NeedRow
from data.terms import last_day
from service.access import Caller, may_change_pool
from service.errors import ForbiddenError, NotFoundError
from service.journal.keeping import check_caller
from service.need_terms import NeedTerms

MAX_LISTED = 50  # of each kind; the list grows shorter as it is worked through


@dataclass(frozen=True)
class Told:
    """The term of a need as it was: what puts it back."""

    due: str | None
    told_on: date | None


@dataclass(frozen=True)
class StaleNeeds:
    """The first needs past their term, and the first without one that nobody has looked at for months."""

    past: Sequence[NeedRow]
    num_past: int
    untold: Sequence[NeedRow]
    num_untold: int


class Terms:
    """Nothing is deleted: a need past its term waits here for what somebody says of it.

    Every use case raises ForbiddenError; those that change one raise NotFoundError.
    """

    def __init__(self, database: Database, terms: NeedTerms, months: int) -> None:
        self._database = database
        self._terms = terms
        self._months = months

    def stale(self, caller: Caller) -> StaleNeeds:
        """What staff should ask the owners about, as of today."""
        check_caller(caller)
        today = date.today()
        with self._database.reading() as session:
            past = needs_where(session, is_past(today), MAX_LISTED)
            untold = needs_where(session, is_untold(months_before(today, self._months)), MAX_LISTED)
        return StaleNeeds(*past, *untold)

    def is_matched(self, need: NeedRow) -> bool:
        """Whether the need still counts: its term has not passed, or the grace has not."""
        return need.due_on is None or need.due_on >= self._terms.first_day

    def prolong(self, caller: Caller, need_id: int, until: str) -> Told:
        """A new term; raises EntryError unless it is a day to come. Tells the old one."""
        due = self._readable(until)
        return self._changed(caller, need_id, Told(due, date.today()))

    def still_true(self, caller: Caller, need_id: int) -> Told:
        """The owner said so today: words of a term count from now. Tells how it was."""
        return self._changed(caller, need_id, None)

    def put_back(self, caller: Caller, need_id: int, told: Told) -> None:
        """The term as it was. Raises EntryError."""
        self._changed(caller, need_id, told)

    def _readable(self, until: str) -> str:
        due = entry.checked(NeedRow, {"due": until})["due"]
        last = last_day(due, date.today()) if due else None
        if last is None or last < date.today():
            raise entry.EntryError([FieldError("due", "Укажите день, который ещё не прошёл: 15.12.2026")])
        return str(due)

    def _changed(self, caller: Caller, need_id: int, told: Told | None) -> Told:
        if not may_change_pool(caller):
            raise ForbiddenError("Потребности меняют сотрудники ассоциации")
        with self._database.changing(caller.actor, "needs.term", str(need_id)) as session:
            row = _found(session, need_id)
            before = Told(row.due, row.due_told_on)
            told = told or Told(row.due, date.today())
            entry.update(session, row, {"due": told.due})
            row.due_told_on = told.told_on
            row.due_on = last_day(row.due, told.told_on or date.today()) if row.due else None
            return before


def _found(session: Session, need_id: int) -> NeedRow:
    row = find(session, NeedRow, need_id)
    if row is None:
        raise NotFoundError("Такой потребности нет, или она в архиве")
    return row
