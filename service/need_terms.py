"""Which needs still count: one whose last day and some days of grace have passed does not."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from data.store.need_terms import past_term_ids
from data.store.records import archived_ids
from data.tables.pool import NeedRow


class NeedTerms:
    """The day passes this door; no model knows a clock, and no snapshot is built anew for it."""

    def __init__(self, grace_days: int) -> None:
        self._grace = timedelta(days=grace_days)

    @property
    def first_day(self) -> date:
        """A need whose last day is before this one is past its term."""
        return date.today() - self._grace

    def withdrawn(self, session: Session) -> frozenset[int]:
        """Needs that must not be matched: archived, or past their term."""
        return archived_ids(session, NeedRow) | self.past(session)

    def past(self, session: Session) -> frozenset[int]:
        """Needs past their term, of those that are not archived."""
        return past_term_ids(session, self.first_day)
