"""Use cases of «актуально?»: whose data nobody has confirmed for months, and confirming them in one click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.database import Database
from data.periods import months_before
from data.store import confirmations as store
from data.store.records import find
from data.tables.pool import CompanyRow
from service.access import Caller, may_change_company, may_see_journal
from service.errors import ForbiddenError, NotFoundError

PAGE_SIZE = 25
Place = tuple[int, int]


@dataclass(frozen=True)
class Unconfirmed:
    """A page of companies, how many there are of each status, and where the next page begins."""

    companies: Sequence[CompanyRow]
    by_status: Mapping[str, int]
    next: Place | None


class Confirming:
    """Every use case raises ForbiddenError."""

    def __init__(self, database: Database, months: int) -> None:
        self._database = database
        self.months = months

    def unconfirmed(
        self, caller: Caller, status: str | None = None, after: Place = (-1, 0), limit: int = PAGE_SIZE
    ) -> Unconfirmed:
        """Members first. One that was never confirmed counts from the day when it came."""
        if not may_see_journal(caller):
            raise ForbiddenError("Кого спросить об актуальности, видят сотрудники ассоциации")
        before = months_before(date.today(), self.months)
        with self._database.reading() as session:
            rows = store.unconfirmed(session, before, status, limit + 1, after)
            counts = store.counts_unconfirmed(session, before)
        page = rows[:limit]
        is_more = len(rows) > limit
        last = (store.STATUS_ORDER.index(page[-1].status), page[-1].id) if is_more else None
        return Unconfirmed(page, counts, last)

    def is_unconfirmed(self, company: CompanyRow) -> bool:
        """Whether nobody has said for months that the data of the company are true."""
        last = company.confirmed_on or company.created_at.astimezone().date()
        return last < months_before(date.today(), self.months)

    def confirm(self, caller: Caller, company_id: int) -> int:
        """The company said so today, of itself and of its offers. Tells what takes it back.

        Raises NotFoundError.
        """
        _check(caller, company_id)
        with self._database.changing(caller.actor, "companies.confirm", str(company_id)) as session:
            company = find(session, CompanyRow, company_id)
            if company is None:
                raise NotFoundError("Такой компании нет, или она в архиве")
            return store.confirm(session, company, date.today(), caller.actor).id

    def take_back(self, caller: Caller, confirmation_id: int) -> None:
        """As if it had not been confirmed. Raises NotFoundError."""
        if not caller.is_member:
            _check(caller, None)
        with self._database.changing(caller.actor, "companies.unconfirm", str(confirmation_id)) as session:
            given = store.find_confirmation(session, confirmation_id)
            if given is None or (caller.is_member and not caller.owns(given.company_id)):
                raise NotFoundError("Такого подтверждения нет")
            _check(caller, given.company_id)
            if given.undone_at is None:
                store.take_back(session, given)


def _check(caller: Caller, company_id: int | None) -> None:
    if not may_change_company(caller, company_id):
        raise ForbiddenError("Данные компаний подтверждают они сами и сотрудники ассоциации")
