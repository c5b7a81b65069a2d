"""How near two demands are in what they ask for, told in deviations of cosines.

Raw cosines of e5 are high for everything. Standardised they are told in deviations above the mean cosine
between the texts that a snapshot keeps: all that the pool asks with, and the inputs of all recipes.

TOGETHER and the weights were chosen on 64 pairs of the demo's demands that belong together (by hand: one
investment project would answer both) and 49 that do not although their texts are near. What a pair agrees in
beside its texts raised the area under ROC from .86 to .91; a group of OKPD2 (four digits), as ranking
compares them, lowered it: polystyrene and polyethylene share one. At 3.8 every group of needs that the demo's
pool does not meet was right; from 3.7 down wrong ones came in («увезти старый шифер» with «освободить двор от
старых форм»). A niche that is none costs trust, one that is missed stands beside its like as an unmet need.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from data.places import Places
from data.profiles import Need
from models.niches.grouping import NEVER
from models.ranking.agreements import kind_group
from models.retrieval.known_queries import asked_texts
from models.retrieval.moments import Moments

Floats = NDArray[np.float32]
Vectors = Callable[[Sequence[str]], Floats]

TOGETHER = 3.8
SAME_CATEGORY = 1.0  # of OKPD2 (six digits); as much less where both are known and differ
OTHER_KIND = 1.0  # less, within a group of kinds: a vessel and the sheet that it is made of

_CLASS, _CATEGORY = len("23"), len("23.61.11")


def meanings(needs: Sequence[Need], places: Places, vectors: Vectors) -> Floats:
    """One unit row a need: of the whole text and of the thing that it names first, half each."""
    rows = vectors([text for need in needs for text in asked_texts(need, places)])
    summed = rows[::2] + rows[1::2]
    return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), dtype=np.float32)


def nearness(needs: Sequence[Need], rows: Floats, cosines: Moments) -> Floats:
    """Of every pair, shape (n, n); NEVER for another group of kinds or another class of OKPD2."""
    near = cosines.standardised(rows @ rows.T)
    categories = _prefixes(needs, _CATEGORY)
    near += SAME_CATEGORY * _same(categories)
    near -= SAME_CATEGORY * _differ(categories)
    near -= OTHER_KIND * _differ(np.array([need.kind or "" for need in needs]))
    groups = np.array([kind_group(need.kind) if need.kind else "" for need in needs])
    never = _differ(groups) | _differ(_prefixes(needs, _CLASS))
    return np.where(never, np.float32(NEVER), near)


def _prefixes(needs: Sequence[Need], length: int) -> NDArray[np.str_]:
    """Beginnings of the codes, empty where a code is shorter or unknown."""
    codes = (need.okpd2 or "" for need in needs)
    return np.array([code[:length] if len(code) >= length else "" for code in codes])


def _same(values: NDArray[np.str_]) -> NDArray[np.bool_]:
    return (values[:, None] == values) & (values != "")


def _differ(values: NDArray[np.str_]) -> NDArray[np.bool_]:
    known = values != ""
    return (values[:, None] != values) & known & known[:, None]
