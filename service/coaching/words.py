"""Advice of the coach in words."""

from models.coaching.coach import Advice
from models.coaching.missing import Missing
from service.wording import plural

SHOWN_VALUES = 3


def missing_word(missing: Missing) -> str:
    """«Плотность», «Код ОКПД2»."""
    fields = {
        "okpd2": "Код ОКПД2",
        "municipality": "Где находится компания",
        "radius_km": "Как далеко возите, км",
    }
    return fields.get(missing.field, missing.name)


def field_of(missing: Missing) -> str:
    """The field of the form where it is told: properties have none of their own but the description."""
    return "description" if missing.field == "property" else missing.field


def use_told(advice: Advice) -> str:
    """«компанию предложат ещё по 3 потребностям; станет меньше вопросов по 5»."""
    told = []
    if advice.needs:
        told.append(f"компанию предложат увереннее ещё по {_needs(len(advice.needs))}")
    if advice.open:
        told.append(f"об этом спрашивают по {_needs(len(advice.open))}")
    return "; ".join(told)


def asked_told(advice: Advice) -> str:
    """«спрашивают: D500, D600»; empty where no value is asked for."""
    return "спрашивают: " + ", ".join(advice.values[:SHOWN_VALUES]) if advice.values else ""


def _needs(count: int) -> str:
    return plural(count, "потребности|потребностям|потребностям")
