"""Units of trade: the many ways to write one, and how much of another it is."""

import math

from data.plurals import counted_form
from data.text_folding import folded

_SPELLINGS = {
    "т": ("т", "тн", "тонна", "тонны", "тонн", "тон"),
    "кг": ("кг",),
    "м³": (
        "м3",
        "м³",
        "куб",
        "куба",
        "кубов",
        "куб.м",
        "куб. м",
        "кубометр",
        "кубометра",
        "кубометров",
        "м куб",
    ),
    "м²": ("м2", "м²", "кв.м", "кв. м", "кв м"),
    "м": ("м",),
    "пог. м": ("пог.м", "пог. м", "пог м", "п.м", "п. м", "п м", "пм"),
    "шт.": ("шт", "штука", "штуки", "штук"),
    "тыс. шт.": ("тыс. шт", "тыс шт", "тыс.шт"),
    "л": ("л", "литр", "литров"),
    "поддон": ("поддон", "поддона", "поддонов", "поддоны"),
    "биг-бэг": ("биг-бэг", "биг-бэга", "биг-бэгов", "бигбэг", "бигбэгов", "мкр"),
    "машина": ("машина", "машины", "машину", "машин"),
    "вагон": ("вагон", "вагона", "вагонов"),
    "компл.": ("компл", "комплект", "комплекта", "комплектов", "комплекты", "к-т"),
    "рулон": ("рулон", "рулона", "рулонов", "рулоны"),
    "лист": ("лист", "листа", "листов", "листы"),
    "мешок": ("мешок", "мешка", "мешков", "мешки"),
    "упак.": ("упак", "упаковка", "упаковки", "упаковок"),
    "рейс": ("рейс", "рейса", "рейсов", "рейсы"),
    "смена": ("смена", "смены", "смен"),
    "час": ("час", "часа", "часов", "ч"),
    "серия": ("серия", "серии", "серий"),
    "документ": ("документ", "документа", "документов", "документы"),
}
UNITS = tuple(_SPELLINGS)  # in the order in which forms suggest them
_UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in (*spellings, unit)}

# units that are words of their own are counted as words: one, few, many, and «полтора рулона» of a fraction
_COUNTED = {
    one: (one, few, many)
    for one, few, many in (
        ("поддон", "поддона", "поддонов"),
        ("биг-бэг", "биг-бэга", "биг-бэгов"),
        ("машина", "машины", "машин"),
        ("вагон", "вагона", "вагонов"),
        ("рулон", "рулона", "рулонов"),
        ("лист", "листа", "листов"),
        ("мешок", "мешка", "мешков"),
        ("рейс", "рейса", "рейсов"),
        ("смена", "смены", "смен"),
        ("час", "часа", "часов"),
        ("серия", "серии", "серий"),
        ("документ", "документа", "документов"),
    )
}

# how many kilograms, litres, pieces, metres one is; what is in no family converts to itself only
_KILOGRAMS = {"кг": 1.0, "т": 1000.0}
_LITRES = {"л": 1.0, "м³": 1000.0}
_FAMILIES = (_KILOGRAMS, _LITRES, {"шт.": 1.0, "тыс. шт.": 1000.0}, {"м": 1.0, "пог. м": 1.0}, {"м²": 1.0})


class UnitsError(ValueError):
    """One unit cannot be told in another; the message is Russian and names both."""


def unit_of(text: str) -> str:
    """The unit's one spelling; an unknown unit as it is, trimmed."""
    bare = folded(text).rstrip(".")
    return _UNITS.get(bare) or _UNITS.get(bare + ".") or text.strip()


def counted_unit(amount: float, unit: str) -> str:
    """«рулонов» of 420 and «рулон», «рулона» of 1.5; abbreviations and unknown units as they are."""
    return counted_form(amount, *_COUNTED[unit]) if unit in _COUNTED else unit


def is_consumed(kind: str | None, unit: str | None) -> bool:
    """Whether a project takes it every month: equipment, putting a set up and a document are taken once."""
    return not (kind == "equipment" or unit == "документ" or (kind == "work" and unit == "компл."))


def converted(amount: float, unit: str, to_unit: str, density: float | None = None) -> float:
    """An amount in another unit; between mass and volume by the density in t/m³. Raises UnitsError."""
    given, wanted = unit_of(unit), unit_of(to_unit)
    if given == wanted:
        return amount
    from_family, to_family = _family(given), _family(wanted)
    if from_family and from_family is to_family:
        return amount * from_family[given] / to_family[wanted]
    if from_family is _KILOGRAMS and to_family is _LITRES:
        return amount * _KILOGRAMS[given] / _known(density, given, wanted) / _LITRES[wanted]
    if from_family is _LITRES and to_family is _KILOGRAMS:
        return amount * _LITRES[given] * _known(density, given, wanted) / _KILOGRAMS[wanted]
    raise UnitsError(f"«{given}» не переводится в «{wanted}»")


def _family(unit: str) -> dict[str, float]:
    return next((family for family in _FAMILIES if unit in family), {})


def _known(density: float | None, given: str, wanted: str) -> float:
    if density is None:
        raise UnitsError(f"«{given}» не переводится в «{wanted}»: неизвестна плотность")
    if not 0 < density < math.inf:
        raise UnitsError(f"«{given}» не переводится в «{wanted}» с плотностью {density:g} т/м³")
    return density
