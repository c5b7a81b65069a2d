"""What could stand in a letter: one company reads of another, or of a place in a chain, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["supplier", "customer", "need", "place"]


@dataclass(frozen=True)
class Item:
    """A proposal to `recipient_id`; `named` is whom or what its letter burdens with answers.

    `named` is «company:5», or «slot:7» of a project without an initiator; `topic` is what the proposal is
    about («need:12», «offer:3»); `value`, 0 to 1, the probability that both sides take it up.
    """

    recipient_id: int
    named: str
    kind: Kind
    topic: str
    value: float


def one_each(items: Iterable[Item]) -> list[Item]:
    """The best item of every recipient and whom it names: a letter names nobody twice."""
    best: dict[tuple[int, str], Item] = {}
    for item in items:
        key = item.recipient_id, item.named
        if key not in best or item.value > best[key].value:
            best[key] = item
    return list(best.values())
