"""Whether the supplier gets there and has enough: place against radius, volume against free capacity."""

from collections.abc import Iterator

from data.amounts import amount, number
from data.places import Places
from data.units import unit_of
from models.explaining.questions import about_delivery, about_volume
from models.explaining.reason import Reason
from models.ranking.agreements import Pair, pair_distance_km


def within_reach(pair: Pair, places: Places) -> Iterator[Reason]:
    """Место поставки лежит в радиусе, в котором компания работает."""
    if pair.need.place:
        yield _reach(pair, pair.need.place, pair_distance_km(pair, places))


def enough_capacity(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Свободной мощности хватает на объём, если единицы одни и те же."""
    need, offer = pair.need, pair.offer
    if need.volume is None:
        return
    question = about_volume(need)
    if offer.capacity_per_month is None or not _same_unit(need.unit, offer.unit):
        text = "Свободная мощность неизвестна: спросите про объём и срок"
        yield Reason("enough_capacity", "unknown", text, question=question)
        return
    free, asked = offer.free_per_month, f"при запросе {amount(need.volume, need.unit)}"
    if free is None:
        text = f"Мощность {amount(offer.capacity_per_month, offer.unit, is_monthly=True)} {asked}"
        yield Reason("enough_capacity", "unknown", f"{text}, загрузка неизвестна", question=question)
        return
    text = f"Свободно около {amount(free, offer.unit, is_monthly=True)} {asked}"
    if free >= need.volume:
        yield Reason("enough_capacity", "met", text)
    else:
        yield Reason("enough_capacity", "unknown", text, question=question)


def _reach(pair: Pair, place: str, distance: float | None) -> Reason:
    if distance is None:
        text = "Расстояние неизвестно: уточните доставку"
        return Reason("within_reach", "unknown", text, question=about_delivery(place, pair.offer.kind))
    far = f"около {distance:.0f} км по прямой" if distance >= 1 else "недалеко: тот же населённый пункт"
    radius = pair.offer.radius_km
    if radius is None:
        text = f"Радиус поставки не указан, до места {far}"
        question = about_delivery(place, pair.offer.kind, distance)
        return Reason("within_reach", "unknown", text, question=question)
    if distance <= radius:
        return Reason("within_reach", "met", f"Возят до {number(radius)} км, до места {far}")
    return Reason("within_reach", "conflict", f"Возят только до {number(radius)} км, а до места {far}")


def _same_unit(a: str | None, b: str | None) -> bool:
    return bool(a and b) and unit_of(str(a)) == unit_of(str(b))
