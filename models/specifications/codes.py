"""Codes that name a sort by letters and digits: cements, steels, cables, paints, kerbs, standards."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.specifications.fact import Fact
from models.specifications.numbers import alike
from models.specifications.values import Rule

_TO_LATIN = str.maketrans("авекмнорстух", "abekmhopctyx")
_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v"}
_AISI = {"12x18h10t": "aisi321", "08x18h10": "aisi304", "03x17h14m3": "aisi316l", "10x17h13m2t": "aisi316ti"}
_BARS = {"i": "a240", "ii": "a300", "iii": "a400", "iv": "a600", "v": "a800"}


@dataclass(frozen=True)
class Code:
    """A kind of code: the pattern of one and the one spelling that all its spellings come to."""

    name: str
    pattern: re.Pattern[str]
    spelled: Callable[[str], str]
    rule: Rule = Rule.EXACT


def _plain(code: str) -> str:
    return re.sub(r"[\s.-]", "", code).translate(_TO_LATIN)


def _rebar(code: str) -> str:
    plain = _plain(code).replace("at", "a", 1) if re.match(r"[аa][тt]", code) else _plain(code)
    roman = re.fullmatch(r"a(i{1,3}|iv|v)", plain)
    return _BARS[roman[1]] if roman else plain.removesuffix("c").replace("bpi", "bp1")


def _steel(code: str) -> str:
    plain = _plain(code)
    plain = re.sub(r"^(ct3|cталь3).*", "ct3", plain)
    return _AISI.get(plain, plain if not re.fullmatch(r"(?:3\d\d)[a-z]*", plain) else "aisi" + plain)


def _cement_kind(code: str) -> str:
    return _ROMAN.get(code, code)


def _standard(code: str) -> str:
    return re.sub(r"\D*([\d.]+).*", r"\1", code)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")


def _alike(*codes: str) -> str:
    return "|".join(map(alike, codes))


_CEMENT = rf"[цc]{alike('ем')}"
_KIND = r"iii|ii|iv|i|v"
_CLASS = rf"(?:(?<={alike('ем')} )|(?<=[iv/ -])|(?<=[1-5] ))(?:22|32|42|52)[.,]5(?=\s?[нбhb]?(?![^\W_]))"
_REBAR = (
    rf"{alike('а')}{alike('т')}?[ -]?(?:240|300|400|500|600|800|1000)(?:\s?{alike('с')})?|"
    rf"{alike('а')}[ -]?(?:{_KIND})|{alike('вр')}[ -]?(?:500|i|1)|{alike('в')}[ -]?500{alike('с')}?"
)
_STEEL = (
    rf"{alike('с')}(?:235|245|255|345|355|390|440)|"
    rf"{alike('ст')}\.?\s?3(?:\s?(?:{_alike('сп', 'пс', 'кп')})\d?)?|"
    rf"09г2{alike('с')}|1[05]{alike('хснд')}|40{alike('х')}|65г|30{alike('хгса')}|"
    rf"\d\d{alike('х')}\d\d{alike('н')}\d{{1,2}}(?:{alike('м')}\d)?{alike('т')}?|"
    r"aisi\s?3\d\d[a-zа-я]{0,2}|3(?:04|16|21)l?(?=\s?(?:по|нерж|,|$))"
)
_CABLES = (
    "а?ввг|а?вбшв|а?пвбш[вп]|а?апвпу|ааб2?л|аашв|асб2?л|кввгэ?|пугв|пувв?|пвс|шввп|nym|сип-?\\s?[1-5]|"
    "кпсв?э?в?|мкэ?шв|кгтп|кг-?хл|кгвв|utp"
)
_PAINTS = r"(?:пф|гф|ко|хв|хс|эп|ак|ма|нц|ау|ур|мл|бт|мс|вл)[ -]{0,3}\d{2,4}"
_STANDARDS = (
    r"гост(?:\s?р)?\s?(?:исо\s|iso\s|ен\s|en\s)?\d{3,5}(?:\.\d+)?(?:-\d{2,4})?|"
    r"сери[яи]\s\d\.\d{3}(?:\.\d)?-\d+|din\s?\d{3,4}"
)
CODES = (
    Code(
        "Тип цемента",
        re.compile(rf"(?:(?<={_CEMENT} )(?:{_KIND}|[1-5])|(?<={_CEMENT})(?:{_KIND}))(?![^\W_])"),
        _cement_kind,
    ),
    Code("Класс цемента", re.compile(_CLASS), lambda code: code.replace(",", ".")),
    Code("Класс арматуры", _word(_REBAR), _rebar),
    Code("Марка стали", _word(_STEEL), _steel),
    Code(
        "Класс прочности крепежа",
        re.compile(r"(?<![\d.,xх×-])(?:5\.8|8\.8|10\.9|12\.9)(?![\d.]\d|[xх×\d])"),
        str.strip,
    ),
    Code("Марка кабеля", re.compile(rf"(?<![^\W_])(?:{_CABLES})(?=нг|[-\s(,.;]|$|п\b)"), _plain),
    Code("Марка краски", _word(_PAINTS), _plain),
    Code("Марка битума", _word(r"бн[дк]?\s?\d{2,3}\s?/\s?\d{2,3}"), _plain),
    Code("Бортовой камень", _word(rf"б{alike('р')}\.?\s?\d{{2,3}}\.\d{{2}}\.\d{{1,2}}"), _plain),
    Code("Стандарт", _word(_STANDARDS), _standard, Rule.NAMED),
    Code("Цвет RAL", _word(r"ral\s?\d{4}"), _plain, Rule.NAMED),
)


def codes(low: str) -> Iterator[Fact]:
    """The codes of a folded text, each in its one spelling."""
    for code in CODES:
        for match in code.pattern.finditer(low):
            yield Fact(code.name, "", (code.spelled(match.group()),), match.start(), match.end(), code.rule)
