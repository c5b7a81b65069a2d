"""What is known of a pair of need and offer, as numbers: one named feature a column."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.places import Place, Places, distance_km
from data.profiles import Company, Need, Offer
from data.vocabulary import GOODS_KINDS
from models.record_index import Retrieved

Floats = NDArray[np.float32]

FEATURES = (
    "meaning",
    "words",
    "ngrams",
    "title_coverage",
    "code_agreement",
    "kind_agreement",
    "reach",
)


@dataclass(frozen=True)
class Pair:
    """A need, an offer and the offer's company."""

    need: Need
    offer: Offer
    company: Company


def feature_matrix(found: Retrieved, pairs: Sequence[Pair], places: Places) -> Floats:
    """Rows are pairs, columns are FEATURES, shape (len(pairs), len(FEATURES))."""
    facts = np.array(
        [(code_agreement(p), kind_agreement(p), reach(p, places)) for p in pairs], dtype=np.float32
    ).reshape(-1, 3)
    texts = (found.meaning, found.words, found.ngrams, found.title_coverage)
    return np.column_stack([*texts, facts])


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


def kind_group(kind: str) -> str:
    """Goods, equipment, or doing (services and works): within a group people mix the words freely."""
    if kind in GOODS_KINDS:
        return "goods"
    return kind if kind == "equipment" else "doing"


def reach(pair: Pair, places: Places) -> float:
    """1 within the offer's radius, -1 beyond it, 0 when a place or the radius is unknown."""
    distance = pair_distance_km(pair, places)
    if distance is None or pair.offer.radius_km is None:
        return 0.0
    return 1.0 if distance <= pair.offer.radius_km else -1.0


def out_of_reach(features: Floats) -> NDArray[np.bool_]:
    """Which rows of a feature matrix are pairs that the seller will not deliver: never proposed."""
    return np.asarray(features[:, FEATURES.index("reach")] < 0)


def pair_distance_km(pair: Pair, places: Places) -> float | None:
    """From the offer's company to where it is needed; None when either place is unknown."""
    there = places.find(pair.need.place)
    here = company_place(pair.company, places)
    return distance_km(there, here) if there and here else None


def company_place(company: Company, places: Places) -> Place | None:
    """Where the company is."""
    return places.find(company.municipality, company.region)
