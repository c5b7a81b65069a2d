"""One joint plan of all letters: the greatest value that the limits allow.

Each limit counts items of one letter, of one kind or topic in it, or of all that name one company. Topics
nest in kinds and kinds in letters, so that the rows are two laminar families: they make a network matrix,
which is totally unimodular, and the best fractional plan is whole already (Schrijver, Combinatorial
Optimization, 2003, chapters 13 and 41). HiGHS proves it without branching.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.digests.item import Item, one_each
from models.digests.limits import Limits
from models.programme import Programme

MAX_SECONDS = 90.0
# of each letter by which a company falls short of its exposure: an item is worth 1 at most, and naming one
# company more costs an item, and may cost the one that it leaves its place to
MISSED = 3.0

Rows = Mapping[Hashable, Sequence[int]]  # numbers of the items that a limit counts


@dataclass(frozen=True)
class Plan:
    """What to send, best first in each letter.

    `missed` says who is named in how many letters fewer than the least; `gap` how much better, as a share, a
    plan might be: 0 when this one is proved best.
    """

    letters: Mapping[int, tuple[Item, ...]]
    missed: Mapping[str, int]
    gap: float

    @property
    def items(self) -> list[Item]:
        """All of them, letter by letter."""
        return [item for letter in self.letters.values() for item in letter]

    @property
    def value(self) -> float:
        """How many proposals are expected to be taken up."""
        return sum(item.value for item in self.items)


def plan(items: Iterable[Item], limits: Limits, max_seconds: float = MAX_SECONDS) -> Plan:
    """The best letters; whoever has nothing to read gets none. Raises ProgrammeError when time runs out."""
    able = sorted(one_each(items), key=lambda item: (item.recipient_id, -item.value, item.named))
    if not able:
        return Plan({}, {}, 0.0)
    programme = Programme()
    for item in able:
        programme.variable(gain=item.value, most=1.0, is_whole=True)
    for most, rows in _most(able, limits):
        for numbers in rows.values():
            if len(numbers) > most:
                programme.row(most, dict.fromkeys(numbers, 1.0))
    _least(programme, able, limits)
    found = programme.solved(max_seconds)
    chosen = [item for item, x in zip(able, found.values, strict=False) if x > 0.5]
    return Plan(letters_of(chosen), missed(able, chosen, limits), found.gap)


def missed(could: Iterable[Item], sent: Iterable[Item], limits: Limits) -> dict[str, int]:
    """In how many letters fewer than the least each is named that could be, where it is too few."""
    named = Counter(item.named for item in sent)
    names = sorted({item.named for item in could})
    return {one: limits.exposure - named[one] for one in names if named[one] < limits.exposure}


def letters_of(items: Iterable[Item]) -> dict[int, tuple[Item, ...]]:
    """Items by recipient, best first."""
    letters: dict[int, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.recipient_id, -item.value, item.named)):
        letters[item.recipient_id].append(item)
    return {recipient: tuple(letter) for recipient, letter in letters.items()}


def _most(items: Sequence[Item], limits: Limits) -> list[tuple[int, Rows]]:
    return [
        (limits.items, _rows((item.recipient_id,) for item in items)),
        (limits.of_a_kind, _rows((item.recipient_id, item.kind) for item in items)),
        (limits.of_a_topic, _rows((item.recipient_id, item.kind, item.topic) for item in items)),
        (limits.letters, _named(items)),
    ]


def _least(programme: Programme, items: Sequence[Item], limits: Limits) -> None:
    """Rows of exposure, each with a variable that says by how many letters it is missed."""
    for numbers in _named(items).values() if limits.exposure else ():
        number = programme.variable(gain=-MISSED, most=float(limits.exposure))
        programme.row(
            limits.letters + limits.exposure, dict.fromkeys((*numbers, number), 1.0), limits.exposure
        )


def _named(items: Sequence[Item]) -> Rows:
    return _rows(item.named for item in items)


def _rows(keys: Iterable[Hashable]) -> Rows:
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        rows[key].append(number)
    return rows
