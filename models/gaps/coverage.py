"""How much of what is asked for, a month's volume of a slot or a need as a whole, free capacity covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.densities import density_of
from data.profiles import Need, Offer
from data.units import UnitsError, converted, unit_of

CoverageState = Literal["enough", "part", "unknown"]
ENOUGH = 1 - 1e-9  # three thirds are the whole

NO_VOLUME = "объём звена не указан"
NO_OFFER = "предложение под это звено не найдено"
NO_CAPACITY = "мощность не указана"
NO_UTILISATION = "загрузка не указана"
NO_UNIT = "единица не указана"


@dataclass(frozen=True)
class Free:
    """What a company could still make in a month, in the asked unit; None tells in `why` what is unknown."""

    amount: float | None
    why: str = ""


@dataclass(frozen=True)
class Share:
    """The covered share of a volume: `fraction` is what is known of it, `unknown` why it may be more."""

    fraction: float
    unknown: tuple[str, ...] = ()

    @property
    def state(self) -> CoverageState:
        """Enough stays enough, whatever else is unknown."""
        if self.fraction >= ENOUGH:
            return "enough"
        return "unknown" if self.unknown else "part"

    @property
    def text(self) -> str:
        """«хватает», «хватает на 60 %», «неизвестно: единицы «шт.» и «т» не сводятся»."""
        why = "; ".join(self.unknown)
        if self.state == "enough":
            return "хватает"
        if self.fraction == 0:
            return f"неизвестно: {why}" if why else "свободной мощности нет"
        percent = int(self.fraction * 100 + 1e-6)  # rounded down: 99,7 % is not enough
        told = f"хватает на {percent} %" if percent else "хватает меньше чем на 1 %"
        return told + (f", об остальном неизвестно: {why}" if why else "")


@dataclass(frozen=True)
class Coverage:
    """Shares of those who fill the slot, of the first candidate and of all; None where there is nobody."""

    fillers: Share | None = None
    best: Share | None = None
    together: Share | None = None


def free_for(need: Need, offer: Offer | None) -> Free:
    """Capacity less its utilisation; unknown utilisation leaves it unknown.

    It counts for each need by itself: who could supply either of two counts for both.
    """
    if not need.volume:
        return Free(None, NO_VOLUME)
    if offer is None:
        return Free(None, NO_OFFER)
    if offer.capacity_per_month is None:
        return Free(None, NO_CAPACITY)
    free = offer.free_per_month
    if free is None:
        return Free(None, NO_UTILISATION)
    if not offer.unit or not need.unit:
        return Free(None, NO_UNIT)
    density = density_of(offer.title) or density_of(need.title)
    try:
        return Free(converted(free, offer.unit, need.unit, density))
    except UnitsError:
        return Free(None, f"единицы «{unit_of(offer.unit)}» и «{unit_of(need.unit)}» не сводятся")


def share_of(need: Need, free: Sequence[Free]) -> Share | None:
    """What several companies cover together; None when there are none."""
    if not free:
        return None
    known = sum(one.amount for one in free if one.amount is not None)
    unknown = tuple(dict.fromkeys(one.why for one in free if one.amount is None))
    return Share(known / need.volume if need.volume else 0.0, unknown)
