"""What to ask a supplier: one short question for each point that nobody knows yet."""

from collections.abc import Iterable

from data.amounts import amount
from data.profiles import Need
from data.vocabulary import GOODS_KINDS
from models.explaining.reason import Reason

MAX_QUESTIONS = 8  # a call has an end


def questions(reasons: Iterable[Reason]) -> list[str]:
    """The questions of all unknown reasons, in their order, each once."""
    asked = dict.fromkeys(r.question for r in reasons if r.state == "unknown" and r.question)
    return list(asked)[:MAX_QUESTIONS]


def about_property(name: str, wanted: str) -> str:
    """«Уточните плотность: нужно D500»."""
    return f"Уточните {_accusative_name(name)}: нужно {wanted}"


def about_delivery(place: str, kind: str, distance_km: float | None = None) -> str:
    """«Возите ли в Ялуторовск, около 76 км по прямой?»; to do something one goes there."""
    asked = "Возите ли" if kind in GOODS_KINDS or kind == "equipment" else "Выезжаете ли"
    where = " ".join(_accusative(word) for word in place.split(",")[0].split())
    far = f", около {distance_km:.0f} км по прямой" if distance_km and distance_km >= 1 else ""
    return f"{asked} в {where}{far}?"


def about_volume(need: Need) -> str:
    """«Есть ли 120 м³ к сроку?»; a need without a term asks for it."""
    term = "к сроку" if need.due else "и к какому сроку"
    return f"Есть ли {amount(need.volume or 0, need.unit)} {term}?"


def _accusative_name(name: str) -> str:
    """The name of a property as the object of a verb: «кольцевую жёсткость», «марку краски», «SDR»."""
    first, *rest = name.split(" ")
    if len(first) > 1 and first.isupper():
        return name
    if rest and first.endswith(("ая", "яя")):
        rest[0] = _accusative(rest[0])
    return " ".join([_accusative(first[0].lower() + first[1:]), *rest])


def _accusative(word: str) -> str:
    for ending, accusative in (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю")):
        if word.endswith(ending):
            return word.removesuffix(ending) + accusative
    return word
