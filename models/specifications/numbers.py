"""Numbers as people write them in specifications: one, a range, a list, with a limit before or after."""

import re
from math import inf

from models.specifications.values import Range

NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?(?![\d])"
_DASH = r"\s?(?:-|–|—|−|…|\.\.\.?)\s?"
_LINK = rf"(?:{_DASH}|\s+до\s+|\s?[/;]\s?|,\s+|\s+(?:и|или|либо)\s+)"
_NO_SIDE = r"(?!\s?[xх×*%°])"
_DENIED = r"(?=[^.;]{1,60}\bне\b)"  # «ниже В5 не рассматриваем» asks for at least В5
_ALLOWED = r"(?![^.;]{1,60}\bне\b)"
_LESS, _MORE = (
    ("ниже", "меньше", "менее", "тоньше", "короче", "уже"),
    ("выше", "больше", "более", "толще", "тяж"),
)
_LOW = (
    r"от|не\s+(?:ниже|менее|меньше|тоньше|легче|короче|уже|хуже)|минимум|≥|>=?|"
    rf"(?:свыше|выше|более|больше){_ALLOWED}|(?:ниже|меньше|менее|тоньше|короче|уже){_DENIED}"
)
_HIGH = (
    r"до|не\s+(?:более|выше|больше|тяжелее|толще|длиннее|шире)|максимум|≤|<=?|"
    rf"(?:менее|меньше|ниже){_ALLOWED}|(?:выше|больше|более|толще|тяжелее){_DENIED}"
)
_LIMIT = rf"(?:(?<![^\W_])(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))\s?)?"
_UP = r"\s?(?:и|или)\s+(?:выше|более|больше|лучше|толще|длиннее)|\+(?![\s\d]*\d)"
_DOWN = r"\s?(?:и|или)\s+(?:ниже|менее|меньше|тоньше)"
_AFTER = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))?"
_PARTS = re.compile(rf"(?P<number>{NUMBER})|(?P<dash>-|–|—|−|…|\.\.|\bдо\b)")
_ALIKE = {"а": "[аa]", "в": "[вb]", "с": "[сc]", "е": "[еe]", "к": "[кk]", "м": "[мm]", "н": "[нh]"} | {
    "о": "[оo]",
    "р": "[рp]",
    "т": "[тt]",
    "х": "[хx]",
    "у": "[уy]",
}


def alike(word: str) -> str:
    """A pattern for the word in letters of either alphabet."""
    return "".join(_ALIKE.get(c, c) for c in word)


def series(prefix: str, suffix: str = "", *, prefix_in_list: bool = True) -> re.Pattern[str]:
    """A pattern of «D400», «не ниже D400», «D400–D600», «D400, D500 и 600», «от 200 до 400 мм»."""
    again = rf"(?:(?:{prefix})|(?<!,\s))" if prefix_in_list else ""
    unit = rf"(?:{suffix})?" if suffix else ""
    limit_after = _LIMIT.replace("high", "high2").replace("low", "low2")  # «диаметр до 300»
    number = f"{NUMBER}{unit}"
    body = f"(?P<body>{number}(?:{_LINK}{again}{NUMBER}{_NO_SIDE}{unit})*)"
    return re.compile(rf"{_LIMIT}(?<![^\W_])(?<!\d[.,])(?:{prefix})(?:{limit_after}){body}{_AFTER}")


def ranges(match: re.Match[str]) -> tuple[Range, ...]:
    """The values of a match of a `series`."""
    found: list[Range] = []
    dashed = False
    for part in _PARTS.finditer(match["body"]):
        if part["dash"]:
            dashed = True
            continue
        number = float(part["number"].replace(",", "."))
        if dashed and found and found[-1].low == found[-1].high < number:
            found[-1] = Range(found[-1].low, number)
        else:
            found.append(Range(number, number))
        dashed = False
    return _limited(match, tuple(found))


def span(match: re.Match[str]) -> tuple[int, int]:
    """What to quote: «В5» of «ниже В5 не рассматриваем», since «ниже В5» alone would tell the opposite."""
    denied = (match["low"] or "").startswith(_LESS) or (match["high"] or "").startswith(_MORE)
    start = match.end("low" if match["low"] else "high") if denied else match.start()
    while match.string[start].isspace():
        start += 1
    return start, match.end()


def _limited(match: re.Match[str], found: tuple[Range, ...]) -> tuple[Range, ...]:
    if len(found) != 1 or found[0].low != found[0].high:
        return found
    number = found[0].low
    if match["low"] or match["low2"] or match["up"]:
        return (Range(number, inf),)
    if match["high"] or match["high2"] or match["down"]:
        return (Range(-inf, number),)
    return found
