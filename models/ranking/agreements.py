"""Where a need and an offer agree, differ, or tell too little: code, kind, purpose, specification, place."""

from dataclasses import dataclass
from functools import cached_property

from data.places import Place, Places, distance_km
from data.profiles import Company, Need, Offer
from data.vocabulary import GOODS_KINDS
from models.reading.intent import intent_agreement
from models.reading.refusals import condition_conflict, refused_by
from models.reading.text import need_text, offer_text
from models.retrieval.passages import passages
from models.specifications.comparison import compared

MANY_FACTS = 2  # more facts that agree than these say no more
SAMPLE = 2  # a title with more passages than these (itself among them) lists goods


@dataclass(frozen=True)
class Pair:
    """A need, an offer and the offer's company."""

    need: Need
    offer: Offer
    company: Company

    @cached_property
    def need_text(self) -> str:
        """What is asked for, in the asker's words."""
        return need_text(self.need)

    @cached_property
    def offer_text(self) -> str:
        """What is offered, in the company's words."""
        return offer_text(self.offer)


def code_agreement(pair: Pair) -> float:
    """1 for the same group of OKPD2 (four digits), -1 for another class (two digits), 0 else or unknown."""
    a, b = pair.need.okpd2, pair.offer.okpd2
    if not a or not b:
        return 0.0
    if a[:5] == b[:5] and len(a) >= 5 and len(b) >= 5:
        return 1.0
    return -1.0 if a[:2] != b[:2] else 0.0


def kind_agreement(pair: Pair) -> float:
    """1 for the same kind, all goods being one; -1 for another, 0 when the need does not say."""
    if pair.need.kind is None or pair.offer.provisional:
        return 0.0
    return 1.0 if kind_group(pair.need.kind) == kind_group(pair.offer.kind) else -1.0


def only_words(pair: Pair) -> float:
    """1 when the need states neither kind nor code: then nothing but words can speak for a pair, else 0."""
    return float(pair.need.kind is None and not pair.need.okpd2)


def kind_group(kind: str) -> str:
    """Goods, equipment, or doing (services and works): within a group people mix the words freely."""
    if kind in GOODS_KINDS:
        return "goods"
    return kind if kind == "equipment" else "doing"


def purpose_agreement(pair: Pair) -> float:
    """1 when both speak of the same (rent, repair, purchase...), -1 when of different things, else 0."""
    return 0.0 if pair.offer.provisional else intent_agreement(pair.need, pair.offer)


def spec_agreement(pair: Pair) -> float:
    """Facts of the need (grade, size, standard...) that the offer meets, 0 to 1 for MANY_FACTS or more."""
    found = compared(pair.need_text, pair.offer_text)
    return min(sum(c.state == "agree" for c in found), MANY_FACTS) / MANY_FACTS


def spec_conflict(pair: Pair) -> float:
    """1 when the offer contradicts a fact of the need, 0 else.

    A title that lists several goods is a sample of a catalogue: what it does not list it may have too.
    """
    if len(passages(pair.offer.title, pair.offer.title)) > SAMPLE:
        return 0.0
    found = compared(pair.need_text, pair.offer_text)
    return float(any(c.state == "conflict" for c in found))


def refused(pair: Pair) -> float:
    """1 when the need says that this very thing, or its condition, is not wanted; 0 else."""
    need, offer = pair.need_text, pair.offer_text
    return float(bool(refused_by(need, pair.offer.title, offer) or condition_conflict(need, offer)))


def reach(pair: Pair, places: Places) -> float:
    """1 within the offer's radius, -1 beyond it, 0 when a place or the radius is unknown."""
    distance = pair_distance_km(pair, places)
    if distance is None or pair.offer.radius_km is None:
        return 0.0
    return 1.0 if distance <= pair.offer.radius_km else -1.0


def pair_distance_km(pair: Pair, places: Places) -> float | None:
    """From the offer's company to where it is needed; None when either place is unknown."""
    there = places.find(pair.need.place)
    here = company_place(pair.company, places)
    return distance_km(there, here) if there and here else None


def company_place(company: Company, places: Places) -> Place | None:
    """Where the company is."""
    return places.find(company.municipality, company.region)
