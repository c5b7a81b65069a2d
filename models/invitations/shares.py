"""How much of what is asked for one supplier could deliver, by its free capacity."""

from data.densities import density_of
from data.profiles import Need, Offer
from data.units import UnitsError, converted


def covered_share(need: Need, offer: Offer) -> float | None:
    """The part of the volume that a month's free capacity covers, 0 to 1; None where it cannot be told.

    Capacity counts for each demand by itself: who could supply either of two counts for both.
    """
    if not need.volume or offer.capacity_per_month is None or offer.utilisation_percent is None:
        return None
    free = offer.capacity_per_month * max(1 - offer.utilisation_percent / 100, 0)
    density = density_of(offer.title) or density_of(need.title)
    try:
        deliverable = converted(free, offer.unit or "", need.unit or "", density)
    except UnitsError:
        return None
    return min(1.0, deliverable / need.volume)
