"""The use case of the outcome ledger."""

from data.database import Database
from data.periods import Period
from data.store.journal import events_between, first_quotes
from service.access import Caller
from service.journal.facts import facts
from service.journal.keeping import check_caller
from service.journal.outcomes import Ledger, ledger


class Accounting:
    """Raises ForbiddenError for a caller whom the journal is hidden from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ledger(self, caller: Caller, period: Period) -> Ledger:
        """From requests to contracts; every step counts in the period in which it happened."""
        check_caller(caller)
        with self._database.reading() as session:
            events = events_between(session, *period.moments)
            return ledger(period, facts(events, first_quotes(session, *period.moments)))
