"""Companies that buy the same goods: a joint order is larger and comes cheaper."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from functools import lru_cache

from data.amounts import amount
from data.phrases import Phrase
from data.profiles import Company
from models.demands.demand import Demand
from models.demands.inputs import input_key
from models.partners.capacity import in_one_unit
from models.partners.proposal import PartnerPair, Proposal
from models.partners.stage import Stage
from models.ranking.agreements import kind_group
from models.reading.tokens import terms

MAX_TOLD = 3
_FULL_CODE = len("23.51.12")

ByKey = dict[Hashable, list[Demand]]
Couple = tuple[Demand, Demand]  # the own one, and that of another company


def shared_order(stage: Stage) -> Iterator[tuple[Company, PartnerPair]]:
    """What others need and the company needs too: the same input of a recipe, or goods of one code and noun.

    Equipment is bought once, and work is done where the company stands: neither is ordered together.
    The probability is 1 for the same input of a recipe, else the share of words that both demands have.
    """
    own = _by_key(stage.demands.get(stage.company.id, []))
    for partner in stage.others.values():
        asked = stage.demands.get(partner.id, [])
        couples = {(mine, theirs) for theirs in asked for key in _keys(theirs) for mine in own.get(key, ())}
        yield from ((partner, _pair(stage, partner, *couple)) for couple in _each_once(couples))


def told(_stage: Stage, proposal: Proposal) -> str:
    """What both buy, with the volumes of each that are known."""
    pairs = proposal.pairs[:MAX_TOLD]
    more = len(proposal.pairs) - len(pairs)
    things = ", ".join(_told_pair(pair) for pair in pairs)
    return f"Нужно обеим: {things}{f' и ещё {more}' if more else ''}."


def _each_once(couples: set[Couple]) -> Iterator[Couple]:
    """The most alike first, stated needs before inferred ones; no demand stands in two couples."""
    taken: set[Demand] = set()
    for couple in sorted(couples, key=_rank):
        if taken.isdisjoint(couple):
            taken.update(couple)
            yield couple


def _rank(couple: Couple) -> tuple[float, int, list[str]]:
    num_inferred = sum(demand.is_only_inferred for demand in couple)
    return -_likeness(*couple), num_inferred, [demand.need.title for demand in couple]


def _pair(stage: Stage, partner: Company, own: Demand, theirs: Demand) -> PartnerPair:
    likeness, products = _likeness(own, theirs), stage.offers.get(partner.id, ())
    takes = next((offer for offer in products if offer.title in theirs.products), None)
    return PartnerPair(own, partner, takes, likeness, stage.grade(likeness), theirs)


def _by_key(demands: list[Demand]) -> ByKey:
    found: ByKey = defaultdict(list)
    for demand in demands:
        for key in _keys(demand):
            found[key].append(demand)
    return found


def _keys(demand: Demand) -> tuple[Hashable, ...]:
    need = demand.need
    if kind_group(need.kind or "product") != "goods" or not _words(need.title):
        return ()
    return _goods_keys(need.title, need.okpd2 or "", demand.origin == "input")


@lru_cache(maxsize=65_536)
def _goods_keys(title: str, code: str, is_input: bool) -> tuple[Hashable, ...]:
    by_code = ((code, Phrase.heading(title).head),) if len(code) >= _FULL_CODE else ()
    return (input_key(title), *by_code) if is_input else by_code


def _likeness(one: Demand, other: Demand) -> float:
    if one.origin == other.origin == "input" and input_key(one.need.title) == input_key(other.need.title):
        return 1.0
    words, others = _words(one.need.title), _words(other.need.title)
    return len(words & others) / len(words | others)


@lru_cache(maxsize=65_536)
def _words(title: str) -> frozenset[str]:
    return frozenset(terms(title))


def _told_pair(pair: PartnerPair) -> str:
    needs = [demand.need for demand in (pair.demand, pair.shared) if demand]
    known = [(need.volume, need.unit) for need in needs if need.volume and need.unit]
    volumes = [amount(*asked) for asked in (in_one_unit(known) if known else ())]
    return f"«{pair.demand.need.title}»" + (f" ({' и '.join(volumes)})" if volumes else "")
