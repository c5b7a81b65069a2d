"""Units of trade: the many ways to write one."""

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
}
UNITS = tuple(_SPELLINGS)  # in the order in which forms suggest them
_UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in (*spellings, unit)}


def unit_of(text: str) -> str:
    """The unit's one spelling; an unknown unit as it is, trimmed."""
    bare = folded(text).rstrip(".")
    return _UNITS.get(bare) or _UNITS.get(bare + ".") or text.strip()
