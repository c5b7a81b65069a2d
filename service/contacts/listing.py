"""The use case of requests for contact seen: one, or page after page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from data.database import Database
from data.store import contacts as store
from data.store.contacts import Wanted
from data.tables.contacts import ContactRow
from data.tables.pool import now
from data.vocabulary import CONTACT_STATES
from service.access import Caller, may_see_contacts, sees_contact
from service.contacts.asking import NOT_THERE, About, about_told
from service.contacts.shown import Contact, shown
from service.errors import ForbiddenError, NotFoundError

PAGE_SIZE = 50


@dataclass(frozen=True)
class ContactPage:
    """Requests, the newest first; `next_before` is the id that the next page goes on before."""

    contacts: list[Contact]
    by_state: Mapping[str, int]
    next_before: int | None


class ContactListing:
    """Staff see all requests, a company those that it sent and those that came to it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(
        self, caller: Caller, wanted: Wanted, before: int | None = None, limit: int = PAGE_SIZE
    ) -> ContactPage:
        """Of all companies. Raises ForbiddenError for one who is not staff."""
        if not may_see_contacts(caller):
            raise ForbiddenError("Все запросы контактов видят сотрудники ассоциации")
        return self._page(caller, wanted, before, limit)

    def sent(self, caller: Caller, before: int | None = None, limit: int = PAGE_SIZE) -> ContactPage:
        """What the caller's company asked for."""
        return self._page(caller, Wanted(asking_id=caller.company_id or 0), before, limit)

    def received(self, caller: Caller, before: int | None = None, limit: int = PAGE_SIZE) -> ContactPage:
        """What the caller's company is asked for."""
        return self._page(caller, Wanted(asked_id=caller.company_id or 0), before, limit)

    def num_waiting(self, caller: Caller) -> int:
        """How many wait for an answer of the caller's company."""
        wanted = Wanted(asked_id=caller.company_id or 0)
        with self._database.reading() as session:
            return store.counts_by_state(session, wanted, now()).get("asked", 0)

    def one(self, caller: Caller, id_: int) -> Contact:
        """With its history, for staff. Raises NotFoundError, also where the caller may not see it."""
        with self._database.reading() as session:
            row = store.find_contact(session, id_)
            if row is None or not sees_contact(caller, row.asking_id, row.asked_id):
                raise NotFoundError(NOT_THERE)
            return _shown(session, caller, [row], with_events=True)[0]

    def about(self, caller: Caller, about: About) -> str:
        """What a new request would be about, in words. Raises NotFoundError for what is not seen."""
        with self._database.reading() as session:
            return about_told(session, caller, about)

    def _page(self, caller: Caller, wanted: Wanted, before: int | None, limit: int) -> ContactPage:
        moment = now()
        with self._database.reading() as session:
            rows = store.contacts(session, wanted, moment, limit + 1, before)
            counts = store.counts_by_state(session, replace(wanted, state=None), moment)
            return ContactPage(
                _shown(session, caller, list(rows[:limit])),
                dict.fromkeys(CONTACT_STATES, 0) | counts,
                rows[limit - 1].id if len(rows) > limit else None,
            )


def _shown(
    session: Session, caller: Caller, rows: list[ContactRow], with_events: bool = False
) -> list[Contact]:
    refused_at = store.withdrawn_at(session, [row.asked_id for row in rows])
    return [shown(caller, row, refused_at, now(), with_events) for row in rows]
