"""Whom a request was given to, what each company said, and who has been silent for too long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.journal_tables import RequestEventRow
from data.store.journal import ANSWERS
from data.tables import CompanyRow


@dataclass(frozen=True)
class Asked:
    """A company, the last time that it was asked or given the request, and the last that it said since."""

    company: CompanyRow
    given: RequestEventRow
    said: RequestEventRow | None
    is_silent: bool


def asked_companies(events: Iterable[RequestEventRow], silent_since: datetime) -> list[Asked]:
    """One entry a company, in the order in which they were asked; who was only given it owes no answer."""
    given: dict[int, RequestEventRow] = {}
    said: dict[int, RequestEventRow] = {}
    for event in events:
        if event.company_id is None:
            continue
        if event.kind in ("asked", "passed"):
            given[event.company_id] = event
            said.pop(event.company_id, None)
        elif event.kind in ANSWERS:
            given.setdefault(event.company_id, event)
            said[event.company_id] = event
    return [
        Asked(event.company, event, said.get(id_), _is_silent(event, said.get(id_), silent_since))
        for id_, event in given.items()
        if event.company is not None
    ]


def _is_silent(given: RequestEventRow, said: RequestEventRow | None, since: datetime) -> bool:
    return given.kind == "asked" and said is None and given.at < since
