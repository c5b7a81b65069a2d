"""Numbers that were said, not typed: «сорок кубов», «двести пятьдесят тонн», «5 тыс м2»."""

import re

from models.reading.spans import folded

_UNITS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
_TEENS = [
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
_HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
_VALUES = {
    **{word: value for value, word in enumerate([*_UNITS, *_TEENS])},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{word: value for value, word in zip(range(100, 1000, 100), _HUNDREDS, strict=True)},
    **{"одна": 1, "одну": 1, "две": 2, "пара": 2, "пару": 2, "полтора": 1.5, "полторы": 1.5},
}
NUMBER = rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_SAID = re.compile(rf"(?P<typed>\d )?\b(?P<said>{NUMBER}(?: {NUMBER})*)\b")
_THOUSANDS = re.compile(r"\b(\d+(?:[.,]\d+)?) ?(?:тысяч[аиу]?\b|тыс\b\.?(?!\.? ?шт))")
_GRADE = re.compile(rf"\bм ({'|'.join(_HUNDREDS)})(?: (пятьдесят)(?= {NUMBER}\b))?\b")


def with_digits(text: str) -> str:
    """The text in lower case with digits for the numbers that were said."""
    graded = _GRADE.sub(
        lambda found: f"м{sum(_VALUES[word] for word in found.groups() if word):g}", folded(text)
    )
    said = _SAID.sub(_told, graded)
    return _THOUSANDS.sub(lambda found: f"{float(found[1].replace(',', '.')) * 1000:g}", said)


def _told(found: re.Match[str]) -> str:
    # «5 20 двести тонн»: a comma keeps numbers apart that would look like thousands
    digits = _digits(found["said"].split())
    return f"{found['typed'][0]}, {digits}" if found["typed"] else digits


def _digits(words: list[str]) -> str:
    numbers: list[float] = []
    values = [_VALUES[word] for word in words]
    while values:
        parts = [values.pop(0)]
        while values and values[0] < _room(parts[-1]):
            parts.append(values.pop(0))
        numbers.append(sum(parts))
    return ", ".join(f"{number:g}" for number in numbers)


def _room(value: float) -> float:
    """Below which a word belongs to the one before: «сорок пять», «сто сорок», but not «пять двадцать»."""
    if value >= 100 and value % 100 == 0:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0
