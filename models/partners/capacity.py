"""How much of a product companies could still make in a month."""

from data.amounts import amount
from data.profiles import Company, Offer
from data.units import UnitsError, converted

Amount = tuple[float, str]  # how much, and the unit
Maker = tuple[Company, Offer]


def free_capacity(offer: Offer) -> Amount | None:
    """What is not taken up yet; None where capacity, utilisation or unit is not known."""
    free = offer.free_per_month
    return None if free is None or not offer.unit else (free, offer.unit)


def in_one_unit(amounts: list[Amount]) -> list[Amount]:
    """All in the first one's unit where they convert, else as they are."""
    unit = amounts[0][1]
    try:
        return [(converted(*given, unit), unit) for given in amounts]
    except UnitsError:
        return amounts


def summed(amounts: list[Amount]) -> Amount | None:
    """In the first one's unit; None where another's does not convert."""
    told = in_one_unit(amounts)
    units = {unit for _, unit in told}
    return (sum(much for much, _ in told), units.pop()) if len(units) == 1 else None


def told_free(one: Maker, other: Maker) -> str:
    """A sentence on what both have free, with the sum where both are known and units agree."""
    free = [(company.name, free_capacity(offer)) for company, offer in (one, other)]
    known = [known for _, known in free if known]
    parts = [f"у {name} {_monthly(found) if found else 'неизвестно'}" for name, found in free]
    if not known:
        return "Свободная мощность обеих неизвестна."
    total = summed(known) if len(known) == len(free) else None
    return f"Свободно {', '.join(parts)}{f'; вместе {_monthly(total)}' if total else ''}."


def _monthly(given: Amount) -> str:
    return amount(*given, is_monthly=True)
