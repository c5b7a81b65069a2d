"""How a thing is brought, paid for and taken, and what is told of it besides: not what the thing is."""

import re

from models.reading.spans import folded
from models.reading.tokens import is_finite_verb

# clauses of one sentence; «100 м. отгрузка» is typed in a hurry
_CONDITIONS = (
    r"(?:(?:можно|желательно|лучше|если|но|а|чтобы|потому|поэтому|так как|иначе|потом|дальше|затем|"
    r"остальн\w+|"
    r"(?:со?|без|возможна|нужна|плюс)?\s*(?:доставк|поставк|отгрузк|разгрузк|выгрузк|самовывоз|подвоз)\w*|"
    r"(?:привез|достав|отгруз|выгруз|разгруз)(?:ти|ить)|(?:въезд|подъезд|заезд|выезд|адрес|график|бюджет)\w*|"
    r"(?:по|со?|без)?\s*(?:оплат|отсрочк|рассрочк|предоплат|аванс|ндс|безнал|факту)\w*|цен[аеуы]|"
    r"(?:по\s+)?(?:част(?:ями|ям)|парти(?:ями|ям))|перв(?:ая|ую|ые|ой) \w+|(?:на|для)?\s*объект\w*|раз в|"
    r"кажд\w+|ежедневно|еженедельно|по \d[\d ]*(?:[.,]\d+)? ?\w+\.? (?:в|за))\b|"
    r"(?:ст|станция|пос|пос[её]лок)\.? (?-i:[А-ЯЁ]))"
)
PIECE = re.compile(rf"\s*[,;]\s+|(?<=[\w)])\.\s+(?=[а-яё]{{4}})(?={_CONDITIONS})")
_CONDITION = re.compile(_CONDITIONS, re.IGNORECASE)
_REFUSED = re.compile(r"\bне (?:надо|нужн\w+|нужен|требу\w+|интересу\w+)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:котор\w+|кто|где|куда|чем)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_condition(piece: str) -> bool:
    """«с доставкой на объект», «обещали сдать в мае»; «которая выдержит мороз» says which one is meant."""
    if _CONDITION.match(piece) or _REFUSED.search(piece):
        return True
    return not _RELATIVE.match(piece) and any(map(is_finite_verb, _WORD.findall(folded(piece))))
