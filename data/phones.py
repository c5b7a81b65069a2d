"""Phone numbers as people write them: whether each is whole, and which of them are one number."""

import re
from collections.abc import Iterator

from data.exchange.cells import Cell, CellError, shortened, title

COUNTRY, LENGTH = "7", 10  # of a number within the country, without the 8 or +7 before it
LOCAL = range(5, 8)  # digits of a number without the code of its town
ABROAD = range(8, 16)  # digits after a plus, by ITU-T E.164

_BETWEEN = re.compile(r"[,;/\n]")
_EXTENSION = re.compile(r"(?:доб|внутр|вн|ext)[^\d,;]*\d{1,6}", re.IGNORECASE)
_FORM = "нужен номер вида +7 3452 11-22-33, несколько — через запятую"


def phones(cell: Cell) -> str | None:
    """One or several numbers, with words and extensions beside them, each with as many digits as it takes."""
    value = title(cell)
    if value is None:
        return None
    numbers = list(_numbers(value))
    if not numbers:
        raise CellError(f"{_FORM}, а здесь «{shortened(value)}»")
    for number in numbers:
        if not (_whole(number) or (number.isdigit() and len(number) in LOCAL)):
            digits = len(number.lstrip("+"))
            raise CellError(f"{_FORM}, а здесь «{shortened(value)}»: цифр {digits}, нужно 11 (или 10 без 8)")
    return value


def whole_numbers(text: str | None) -> frozenset[str]:
    """The numbers of a text that can be dialled from anywhere, in one spelling; others are left out."""
    return frozenset(filter(None, map(_whole, _numbers(text or ""))))


def _numbers(text: str) -> Iterator[str]:
    """The digits of every number, with the plus that stands before them."""
    for part in _BETWEEN.split(_EXTENSION.sub("", text)):
        number = re.sub(r"[^\d+]", "", part)
        if any(c.isdigit() for c in number):
            yield number


def _whole(number: str) -> str:
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    if number.startswith("+") and not digits.startswith(COUNTRY):
        return number if len(digits) in ABROAD else ""
    if len(digits) == LENGTH and not number.startswith("+"):
        return f"+{COUNTRY}{digits}"
    if len(digits) == LENGTH + 1 and (digits[0] == COUNTRY or digits[0] == "8"):
        return f"+{COUNTRY}{digits[1:]}"
    return ""
