"""What happened to requests, as facts that a ledger counts: each step on the day when it happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.tables.journal import RequestEventRow, RequestRow

_STEPS = {"received": "received", "passed": "passed", "asked": "asked", "answered": "quoted"}


@dataclass(frozen=True)
class Fact:
    """One step of a request; `days` since it was received are counted of a first quotation and a contract."""

    step: str
    request: RequestRow
    on: date
    event: RequestEventRow
    days: int | None = None


def facts(events: Iterable[RequestEventRow], first_quotes: Mapping[int, datetime]) -> list[Fact]:
    """In the order of the events; an end that was taken back does not count."""
    return [_fact(event, step, first_quotes) for event in events if (step := _step(event))]


def _fact(event: RequestEventRow, step: str, first_quotes: Mapping[int, datetime]) -> Fact:
    is_first = step == "quoted" and first_quotes.get(event.request_id) == event.at
    on = event.at.astimezone().date()
    days = (on - event.request.created_at.astimezone().date()).days
    return Fact(step, event.request, on, event, days if is_first or step == "contracts" else None)


def _step(event: RequestEventRow) -> str | None:
    if event.kind != "closed":
        return _STEPS.get(event.kind)
    stands = event.request.closed_at == event.at
    return {"contract": "contracts", "no_result": "no_result"}.get(event.request.state) if stands else None
