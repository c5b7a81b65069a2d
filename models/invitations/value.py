"""What a set of companies is worth: how much of all that is asked for they are expected to supply."""

from collections.abc import Container, Iterable

from models.invitations.wanted import Wanted


def value(wanted: Iterable[Wanted], companies: Container[int]) -> float:
    """The worth of all demands: one company more never lowers it, and adds less the more there are."""
    return sum(worth(one, companies) for one in wanted)


def worth(one: Wanted, companies: Container[int]) -> float:
    """Of one demand: its weight times what is expected to be supplied of it, at most the whole.

    The most probable supplier counts with its share, the next with its share of what is left, and so on:
    that is the best filling, since a part that is filled by one is filled by no other.
    """
    left = 1.0
    expected = 0.0
    for supply in one.supplies:
        if left <= 0:
            break
        if supply.company_id in companies:
            taken = min(left, supply.share)
            expected += taken * supply.probability
            left -= taken
    return one.weight * expected
