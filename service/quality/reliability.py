"""How far words and probabilities can be trusted: told beside what staff found right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from service.quality.judged_pairs import JudgedPair
from service.quality.shares import Share

NUM_BINS = 5
MIN_JUDGED = 20  # of fewer a curve is noise


@dataclass(frozen=True)
class Bin:
    """Pairs whose probability lies from `low` to `high`; `told` is the mean of them."""

    low: float
    high: float
    told: float
    found: Share


def reliability(pairs: Sequence[JudgedPair]) -> tuple[Bin, ...]:
    """Bins that hold a pair, in order; none where fewer than MIN_JUDGED pairs are known."""
    if len(pairs) < MIN_JUDGED:
        return ()
    bins: list[list[JudgedPair]] = [[] for _ in range(NUM_BINS)]
    for pair in pairs:
        bins[min(int(pair.probability * NUM_BINS), NUM_BINS - 1)].append(pair)
    return tuple(_bin(position, held) for position, held in enumerate(bins) if held)


def precision(pairs: Sequence[JudgedPair], *grades: str) -> Share:
    """How many of the judged pairs of these grades suit."""
    judged = [pair.is_right for pair in pairs if pair.grade in grades]
    return Share(sum(judged), len(judged))


def _bin(position: int, held: Sequence[JudgedPair]) -> Bin:
    told = fsum(pair.probability for pair in held) / len(held)
    found = Share(sum(pair.is_right for pair in held), len(held))
    return Bin(position / NUM_BINS, (position + 1) / NUM_BINS, told, found)
