"""What could be told to whom: every link of the pool as seen from its two sides."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from data.profiles import Need
from models.demands.graph import Link
from models.demands.inputs import input_key
from models.digests.item import Item, Kind
from models.digests.limits import Limits
from models.digests.plan import MAX_SECONDS, Plan, missed, plan
from models.digests.value import ACTING, ANSWERING, Rates, value

Pairs = Collection[tuple[int, int]]  # (supplier, customer)
NOBODY_KNOWN_ANSWERS, NOBODY_KNOWN_ACTS = Rates(ANSWERING), Rates(ACTING)


@dataclass(frozen=True)
class Rules:
    """Who reads, what each reader may be shown, and what is no news.

    `acquainted` work with each other already; `told` are the keys of what a reader was told before.
    """

    readers: Collection[int]
    shows_company: Callable[[int, int], bool]
    shows_need: Callable[[int, Need], bool]
    open_slots: Collection[int] = frozenset()
    acquainted: Pairs = frozenset()
    told: Mapping[int, Collection[str]] = field(default_factory=dict)
    answering: Rates = NOBODY_KNOWN_ANSWERS
    acting: Rates = NOBODY_KNOWN_ACTS


@dataclass(frozen=True)
class Proposal:
    """An item with what it was made of; the same `key` is never told to the same reader twice."""

    item: Item
    link: Link
    key: str

    @property
    def grade(self) -> str | None:
        """The word of the candidate; where nobody has said that it is needed, that has to be asked first."""
        found = self.link.candidate.grade
        return "clarify" if found == "fits" and self.link.demand.is_only_inferred else found

    @property
    def fits(self) -> bool:
        """Whether it is worth a letter by itself; what is to be clarified only goes along."""
        return self.grade == "fits"


@dataclass(frozen=True)
class Letters:
    """The plan, and for each reader what it holds, best first."""

    plan: Plan
    by_reader: Mapping[int, tuple[Proposal, ...]]


def proposals(links: Iterable[Link], rules: Rules) -> list[Proposal]:
    """Everything that a letter could hold; of a reader whom nothing fits, nothing."""
    found = [one for link in links if _is_worth_telling(link) for one in _sides(link, rules)]
    fitting = {one.item.recipient_id for one in found if one.fits}
    return [one for one in found if one.item.recipient_id in fitting]


def planned(found: Iterable[Proposal], limits: Limits, max_seconds: float = MAX_SECONDS) -> Letters:
    """The joint plan. Where others took all that fits a reader, there is no letter of leftovers."""
    by_item: dict[Item, Proposal] = {}
    for proposal in found:
        by_item.setdefault(proposal.item, proposal)
    best = plan(by_item, limits, max_seconds)
    letters = {reader: tuple(by_item[item] for item in items) for reader, items in best.letters.items()}
    worth = {reader: letter for reader, letter in letters.items() if any(one.fits for one in letter)}
    sent = {reader: best.letters[reader] for reader in worth}
    told = [item for items in sent.values() for item in items]
    return Letters(Plan(sent, missed(by_item, told, limits), best.gap), worth)


def _is_worth_telling(link: Link) -> bool:
    # that a company needs something is a guess where only its products say so: one guess is enough
    is_sure = link.candidate.grade == "fits" or not link.demand.is_only_inferred
    return link.candidate.could_supply and is_sure and not link.demand.is_optional


def _sides(link: Link, rules: Rules) -> Iterator[Proposal]:
    supplier, customer, origin = link.supplier_id, link.demand.company_id, link.demand.origin
    if supplier == customer or (supplier, customer) in rules.acquainted:
        return
    id_, best = link.demand.record_id, link.candidate.pairs[0].pair
    own_offer = f"offer:{best.offer.id}"
    if origin == "need" and customer is not None:
        if customer in rules.readers and rules.shows_company(customer, supplier):
            key = f"supplier:need:{id_}:company:{supplier}"
            yield from _news(link, rules, key, (customer, f"company:{supplier}", "supplier", f"need:{id_}"))
        if supplier in rules.readers and rules.shows_need(supplier, link.demand.need):
            key = f"need:{id_}"
            yield from _news(link, rules, key, (supplier, f"company:{customer}", "need", own_offer))
    elif supplier not in rules.readers:
        return
    elif origin == "input" and customer is not None and rules.shows_company(supplier, customer):
        key = f"customer:{customer}:{input_key(link.demand.need.title)}"
        yield from _news(link, rules, key, (supplier, f"company:{customer}", "customer", own_offer))
    elif origin == "slot" and id_ in rules.open_slots:
        named = f"company:{customer}" if customer is not None else f"slot:{id_}"
        yield from _news(link, rules, f"slot:{id_}", (supplier, named, "place", own_offer))


def _news(link: Link, rules: Rules, key: str, told: tuple[int, str, Kind, str]) -> Iterator[Proposal]:
    reader, named, kind, topic = told
    if key in rules.told.get(reader, ()):
        return
    other = link.supplier_id if kind == "supplier" else link.demand.company_id
    worth = value(link.candidate.probability, rules.answering.rate(other), rules.acting.rate(reader))
    yield Proposal(Item(reader, named, kind, topic, worth), link, key)
