"""Numbers as people write them, with the words that stand behind: «1,5 млн руб.», «5 000 м²»."""

import re

from data.text_folding import folded

_NUMBER = re.compile(r"(-?\d+(?:[ \u00a0\u2007\u202f]+\d+)*(?:[.,]\d+)?)\s*(.*)", re.ASCII | re.DOTALL)
_TIMES = re.compile(r"(тыс|млн|миллион[а-я]*|тысяч[а-я]*|млрд|миллиард[а-я]*)(?![а-я])\.?\s*(.*)", re.DOTALL)
_HOW_MUCH = {"тыс": 1e3, "млн": 1e6, "мил": 1e6, "млр": 1e9}
_MILLIARD = "миллиард"


def number_and_words(text: str) -> tuple[float, str] | None:
    """The number that a text begins with, and the words behind it; None where it begins with none."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    written, words = found.groups()
    return float(re.sub(r"\s", "", written).replace(",", ".")), words.strip()


def multiplied(number: float, words: str) -> tuple[float, str]:
    """The number with a «тыс.», «млн» or «млрд» of the words worked in, and what is left of them."""
    found = _TIMES.fullmatch(folded(words))
    if not found:
        return number, folded(words)
    times, rest = found.groups()
    return number * (1e9 if times.startswith(_MILLIARD) else _HOW_MUCH[times[:3]]), rest
