"""The outcome ledger: from requests to the sum of contracts, by month and by who asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.journal_tables import RequestEventRow


@dataclass(frozen=True)
class Outcome:
    """What happened in one month to the requests of one company; every step counts when it happened.

    `month` is its first day; `company_id` is None while nobody has confirmed who asks. `asked` and `quoted`
    count suppliers, the others requests.
    """

    month: date
    company_id: int | None
    company: str
    received: int = 0
    asked: int = 0
    quoted: int = 0
    contracts: int = 0
    amount_rub: float = 0.0
    no_result: int = 0


def outcomes(events: Iterable[RequestEventRow]) -> list[Outcome]:
    """In order of months, then of companies; an end that was taken back does not count."""
    cells: dict[tuple[date, int | None], dict[str, set[tuple[int, int]]]] = {}
    names: dict[int | None, str] = {None: ""}
    sums: dict[tuple[date, int | None], float] = defaultdict(float)
    for event in events:
        step = _step(event)
        if step is None:
            continue
        asker = event.request.asked_by
        key = (event.at.astimezone().date().replace(day=1), asker.id if asker else None)
        names[key[1]] = asker.name if asker else ""
        # a supplier asked twice in a month is one
        cells.setdefault(key, defaultdict(set))[step].add((event.request_id, event.company_id or 0))
        if step == "contracts":
            sums[key] += event.amount_rub or 0
    found = [
        replace(Outcome(*key, names[key[1]], amount_rub=sums[key]), **_counts(steps))
        for key, steps in cells.items()
    ]
    return sorted(found, key=lambda one: (one.month, one.company.casefold(), one.company_id or 0))


def _counts(steps: Mapping[str, Collection[object]]) -> dict[str, Any]:
    return {step: len(seen) for step, seen in steps.items()}


def _step(event: RequestEventRow) -> str | None:
    if event.kind == "closed":
        stands = event.request.closed_at == event.at
        return (
            {"contract": "contracts", "no_result": "no_result"}.get(event.request.state) if stands else None
        )
    return {"received": "received", "asked": "asked", "answered": "quoted"}.get(event.kind)
