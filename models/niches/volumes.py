"""How much is asked for together, without making up what units do not tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.profiles import Need
from data.units import UnitsError, converted
from models.demands.demand import Demand


@dataclass(frozen=True)
class Volume:
    """An amount that several asked for; slots ask every month for what is consumed, a need as a whole."""

    amount: float
    unit: str
    monthly: bool


def summed(asked: Iterable[tuple[Demand, Need]]) -> tuple[Volume, ...]:
    """One volume for each unit in order of the demands, tonnes with kilograms; each with its completed need.

    Tonnes and cubic metres stay apart: between them only a density would tell, and it is an estimate.
    """
    found: list[Volume] = []
    for demand, need in asked:
        if need.volume is not None and need.unit:
            _add(found, Volume(need.volume, need.unit, demand.is_monthly))
    return tuple(found)


def _add(found: list[Volume], volume: Volume) -> None:
    for place, known in enumerate(found):
        more = _in_unit(volume, known.unit)
        if more is not None and volume.monthly == known.monthly:
            found[place] = Volume(known.amount + more, known.unit, known.monthly)
            return
    found.append(volume)


def _in_unit(volume: Volume, unit: str) -> float | None:
    try:
        return converted(volume.amount, volume.unit, unit)
    except UnitsError:
        return None
