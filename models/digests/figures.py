"""How good a mailing is as a whole: its value, how evenly companies are named, who is named too often."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.digests.item import Item
from models.digests.limits import Limits


@dataclass(frozen=True)
class Figures:
    """`value` counts all items, `useful` those that a named company can take up: its best `letters` ones.

    `gini` is of the letters that name each company, 0 when all are named alike, towards 1 when one takes all;
    `unseen` companies could be named and are not; `crowded` are named in more letters than one may be.
    """

    letters: int
    items: int
    value: float
    useful: float
    gini: float
    unseen: int
    crowded: int
    most_named: int


def figures(letters: Mapping[int, Sequence[Item]], could_be_named: Iterable[str], limits: Limits) -> Figures:
    """Of letters, beside all who could have been named in them."""
    items = [item for letter in letters.values() for item in letter]
    named = Counter(item.named for item in items)
    counts = [named[one] for one in set(could_be_named)]
    return Figures(
        letters=sum(1 for letter in letters.values() if letter),
        items=len(items),
        value=sum(item.value for item in items),
        useful=_useful(items, limits.letters),
        gini=gini(counts),
        unseen=counts.count(0),
        crowded=sum(count > limits.letters for count in counts),
        most_named=max(counts, default=0),
    )


def gini(counts: Sequence[int]) -> float:
    """Half the mean difference of two counts over their mean; 0 where all are 0.

    Gini, Variabilità e mutabilità, 1912; computed from the sorted counts.
    """
    total, number = sum(counts), len(counts)
    if not total:
        return 0.0
    ranked = sum(rank * count for rank, count in enumerate(sorted(counts), start=1))
    return 2 * ranked / (number * total) - (number + 1) / number


def _useful(items: Iterable[Item], most: int) -> float:
    values: dict[str, list[float]] = defaultdict(list)
    for item in items:
        values[item.named].append(item.value)
    return sum(sum(sorted(found, reverse=True)[:most]) for found in values.values())
