"""What a mark is said of: М500 of cement, of concrete and of expanded clay are three different things."""

import re
from functools import lru_cache

# stems of folded words, the first that fits names the thing; песок and добавка take no marks
_THINGS = {
    "керамзит": r"керамзит(?!об)\w*(?:\s+грави\w+)?",
    "добавка": r"(?:добавк|пластификатор|пигмент|краск|эмал|грунтовк|смазк|опалубк)\w*|кле[йя]|форм[аыу]?\b",
    "цемент": r"\w*цемент(?!н)\w*|цем\b",
    "блок": r"(?:газо|пено|керамзито|шлако|арболито)?блок(?!и?ров)\w*|"
    r"(?:газо|пено|полистирол|керамзито)бетон\w*|камн\w+|камень|арболит\w*",
    "кирпич": r"кирпич(?!н)\w*",
    "смесь": r"пескобетон\w*|цпс\b|сух\w+\s+смес\w+|смесь\s+сух\w+|наливн\w+\s+пол\w*|штукатурк\w*|стяжк\w*",
    "раствор": r"раствор(?:а|у|ом|ы|ов)?\b",
    "щебень": r"щеб[еён]\w*|грави\w+|известняк\w*",
    "песок": r"пес(?:ок|ка|ку|ком)\b|отсев\w*",
    "перлит": r"перлит\w*|вермикулит\w*",
    "плитка": r"плитк\w*|брусчатк\w*|бордюр\w*|поребрик\w*|борт\w*",
    "бетон": r"бетон(?:а|у|ом|е|ы|ов)?\b|бетонн\w+\s+смес\w+|бст\b",
}
_THING = re.compile("|".join(rf"(?<![^\W_])(?P<{name}>{stems})" for name, stems in _THINGS.items()))
_CLAUSE_END = re.compile(r"[.;!?:(]\s|,\s|\(")
_NEAR = 300  # characters before a mark in which its thing is looked for
_PURPOSE = re.compile(
    r"(?<![^\W_])(?:для|под|на|в|из|к|с|со|от|по|без|чем)\s+(?:[^\W\d_]+(?:ый|ой|ого|ых|ую|ий|его|их)\s+)?$"
)


def subject(low: str, at: int) -> str | None:
    """The thing that a mark at this place is said of; None when nothing tells, or only a purpose does.

    A thing before it in the clause, else the first thing of the text, which its title names.
    """
    near = max(0, at - _NEAR)
    start = max((end.end() for end in _CLAUSE_END.finditer(low, near, at)), default=near)
    before = [found for found in _THING.finditer(low, start, at) if not _is_purpose(low, found)]
    if before:
        return before[-1].lastgroup
    return _first_thing(low)


@lru_cache(maxsize=64)
def _first_thing(low: str) -> str | None:
    first = _THING.search(low)
    return None if first is None or _is_purpose(low, first) else first.lastgroup


def _is_purpose(low: str, found: re.Match[str]) -> bool:
    return bool(_PURPOSE.search(low, max(0, found.start() - 40), found.start()))
