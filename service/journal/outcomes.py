"""The outcome ledger: from requests to the sum of contracts, by month, company, chain and person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from statistics import median

from data.periods import Period
from data.tables.journal import RequestRow
from service.journal.facts import Fact

Key = date | int | None
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Outcome:
    """What happened to the requests of one group; `key` is a first day of a month or an id, None for none.

    `passed`, `asked` and `quoted` count suppliers, the others requests; of reasons those of `no_result`.
    """

    key: Key
    name: str
    received: int = 0
    passed: int = 0
    asked: int = 0
    quoted: int = 0
    contracts: int = 0
    amount_rub: float = 0.0
    no_result: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    days_to_quotation: float | None = None
    days_to_contract: float | None = None


@dataclass(frozen=True)
class Ledger:
    """Outcomes of a period: `groups` by name of the grouping, the total, and what they were counted of."""

    period: Period
    groups: Mapping[str, tuple[Outcome, ...]]
    total: Outcome
    facts: tuple[Fact, ...]

    @property
    def requests(self) -> list[RequestRow]:
        """Each once, in the order in which they came."""
        found = {fact.request.id: fact.request for fact in self.facts}
        return [found[id_] for id_ in sorted(found)]


def ledger(period: Period, found: Iterable[Fact]) -> Ledger:
    """All groupings of one period."""
    facts = tuple(found)
    groups = {name: _grouped(facts, key) for name, key in GROUPINGS.items()}
    return Ledger(period, groups, _outcome(None, "", facts), facts)


def _grouped(facts: Iterable[Fact], key: "Callable[[Fact], tuple[Key, str]]") -> tuple[Outcome, ...]:
    parts: dict[tuple[Key, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        parts[key(fact)].append(fact)
    found = [_outcome(*keyed, part) for keyed, part in parts.items()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold() or _LAST, str(one.key))))


def _outcome(key: Key, name: str, facts: Iterable[Fact]) -> Outcome:
    steps: dict[str, set[tuple[int, int]]] = defaultdict(set)
    days: dict[str, list[int]] = defaultdict(list)
    amounts, reasons = [], Counter[str]()
    for fact in facts:
        is_of_supplier = fact.step in ("passed", "asked", "quoted")
        supplier = (fact.event.company_id or 0) if is_of_supplier else 0
        steps[fact.step].add((fact.request.id, supplier))  # a supplier asked twice is one
        if fact.days is not None:
            days[fact.step].append(fact.days)
        if fact.step == "contracts":
            amounts.append(fact.event.amount_rub or 0.0)
        if fact.step == "no_result":
            reasons[fact.request.reason or ""] += 1
    steps["passed"] |= steps["asked"]  # who was asked for a quotation was given the request too
    return Outcome(
        **{"key": key, "name": name, **{step: len(seen) for step, seen in steps.items()}},  # type: ignore[arg-type]
        amount_rub=fsum(amounts),
        reasons=dict(reasons.most_common()),
        days_to_quotation=_median(days["quoted"]),
        days_to_contract=_median(days["contracts"]),
    )


def _median(days: list[int]) -> float | None:
    return float(median(days)) if days else None


def _month(fact: Fact) -> tuple[Key, str]:
    first = fact.on.replace(day=1)
    return first, f"{first:%Y-%m}"


def _company(fact: Fact) -> tuple[Key, str]:
    asker = fact.request.asked_by
    return (asker.id, asker.name) if asker else (None, "")


def _chain(fact: Fact) -> tuple[Key, str]:
    slot = fact.request.slot
    return (slot.project.chain.id, slot.project.chain.title) if slot else (None, "")


def _responsible(fact: Fact) -> tuple[Key, str]:
    person = fact.request.responsible
    return (person.id, person.name) if person else (None, "")


GROUPINGS: Mapping[str, Callable[[Fact], tuple[Key, str]]] = {
    "month": _month,
    "company": _company,
    "chain": _chain,
    "responsible": _responsible,
}
