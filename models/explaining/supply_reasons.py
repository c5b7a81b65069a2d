"""Whether the supplier gets there and has enough: place against radius, volume against free capacity."""

from collections.abc import Iterator

from data.places import Places
from data.units import unit_of
from models.explaining.questions import about_delivery, about_volume, amount
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
    free = offer.capacity_per_month * (1 - (offer.utilisation_percent or 0) / 100)
    asked = f"{offer.unit} в месяц при запросе {amount(need.volume)} {need.unit}"
    if offer.utilisation_percent is None:
        text = f"Мощность {amount(free)} {asked}, загрузка неизвестна"
        yield Reason("enough_capacity", "unknown", text, question=question)
    elif free >= need.volume:
        yield Reason("enough_capacity", "met", f"Свободно около {amount(free)} {asked}")
    else:
        yield Reason(
            "enough_capacity", "unknown", f"Свободно около {amount(free)} {asked}", question=question
        )


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
        return Reason("within_reach", "met", f"Возят до {amount(radius)} км, до места {far}")
    return Reason("within_reach", "conflict", f"Возят только до {amount(radius)} км, а до места {far}")


def _same_unit(a: str | None, b: str | None) -> bool:
    return bool(a and b) and unit_of(str(a)) == unit_of(str(b))
