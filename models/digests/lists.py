"""What other systems send: the best of each recipient's own list, whoever else is sent the same names."""

from collections import Counter
from collections.abc import Iterable

from models.digests.item import Item, one_each
from models.digests.limits import Limits
from models.digests.plan import letters_of


def own_lists(items: Iterable[Item], limits: Limits) -> dict[int, tuple[Item, ...]]:
    """Letters filled one by one with the best items; limits on whom all letters name do not count."""
    return {recipient: _filled(letter, limits) for recipient, letter in letters_of(one_each(items)).items()}


def _filled(letter: Iterable[Item], limits: Limits) -> tuple[Item, ...]:
    taken: list[Item] = []
    counted: Counter[tuple[str, ...]] = Counter()
    for item in letter:
        kind, topic = (item.kind,), (item.kind, item.topic)
        if (
            len(taken) < limits.items
            and counted[kind] < limits.of_a_kind
            and counted[topic] < limits.of_a_topic
        ):
            taken.append(item)
            counted.update((kind, topic))
    return tuple(taken)
