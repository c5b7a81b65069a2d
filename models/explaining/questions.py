"""What to ask a supplier: one short question for each point that nobody knows yet."""

import re
from collections.abc import Iterable

from data.amounts import amount
from data.profiles import Need
from data.vocabulary import GOODS_KINDS
from models.explaining.reason import Reason

MAX_QUESTIONS = 8  # a call has an end
_LETTERS_OF_GRADE = re.compile(r"[\dA-Za-z]|^[А-ЯЁ]{2}|^.?$")


def questions(reasons: Iterable[Reason]) -> list[str]:
    """The questions of all unknown reasons, in their order, each once."""
    asked = dict.fromkeys(r.question for r in reasons if r.state == "unknown" and r.question)
    return list(asked)[:MAX_QUESTIONS]


def about_property(name: str, wanted: str) -> str:
    """«Плотность — D500?», «Вид — «экструзионная»?»: no verb, so that any word of a need stands as it is."""
    return f"{name} — {_quoted_word(wanted)}?"


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


def _quoted_word(wanted: str) -> str:
    """Words of the need in quotes, «экструзионная» of «Экструзионная»; grades and numbers as they are."""
    if _LETTERS_OF_GRADE.search(wanted) or "«" in wanted:
        return wanted
    return f"«{wanted[:1].lower()}{wanted[1:]}»"


def _accusative(word: str) -> str:
    for ending, accusative in (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю")):
        if word.endswith(ending):
            return word.removesuffix(ending) + accusative
    return word
