"""How much of what is asked for one supplier could deliver, by its free capacity."""

from data.profiles import Need, Offer
from models.gaps.coverage import free_for


def covered_share(need: Need, offer: Offer) -> float | None:
    """The part of the volume that a month's free capacity covers, 0 to 1; None where it cannot be told."""
    free = free_for(need, offer).amount
    return None if free is None or not need.volume else min(1.0, free / need.volume)
