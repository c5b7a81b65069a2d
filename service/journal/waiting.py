"""Whom a request was given to, what each company said, and who has been silent for too long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.store.journal_selection import ANSWERS, ASKING
from data.tables.journal import RequestEventRow
from data.tables.pool import CompanyRow


@dataclass(frozen=True)
class Asked:
    """A company, the last time that it was asked or given the request, reminded, and what it said since."""

    company: CompanyRow
    given: RequestEventRow
    reminded: RequestEventRow | None
    said: RequestEventRow | None
    is_silent: bool

    @property
    def is_waited_for(self) -> bool:
        """Whether a quotation was asked and nothing has been said."""
        return self.given.kind == "asked" and self.said is None


def asked_companies(events: Iterable[RequestEventRow], silent_since: datetime) -> list[Asked]:
    """One entry a company, in the order in which they were asked; who was only given it owes no answer."""
    given: dict[int, RequestEventRow] = {}
    reminded: dict[int, RequestEventRow] = {}
    said: dict[int, RequestEventRow] = {}
    for event in events:
        if event.company_id is None or event.withdrawn_at is not None:
            continue
        if event.kind in ("asked", "passed"):
            given[event.company_id] = event
            said.pop(event.company_id, None)
            reminded.pop(event.company_id, None)
        elif event.kind == "reminded":
            reminded[event.company_id] = event
        elif event.kind in ANSWERS:
            given.setdefault(event.company_id, event)
            said[event.company_id] = event
    return [
        Asked(
            company=event.company,
            given=event,
            reminded=reminded.get(id_),
            said=said.get(id_),
            is_silent=id_ not in said and _is_silent(reminded.get(id_, event), silent_since),
        )
        for id_, event in given.items()
        if event.company is not None
    ]


def _is_silent(asking: RequestEventRow, since: datetime) -> bool:
    return asking.kind in ASKING and asking.at < since
