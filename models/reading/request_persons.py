"""Who called, in what position and where from, and streets: what is told around a need and is none of it."""

import re
from collections.abc import Iterator

from models.reading.intent_words import NEEDING
from models.reading.pasted_names import is_only_names
from models.reading.request_amounts import read_amount
from models.reading.spans import folded, merged
from models.reading.tokens import is_first_name, is_person_name, is_place_name, is_somebody

Span = tuple[int, int]

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
_BORDER = re.compile(r"[,;:]\s+|\s*[()]\s*|\s+[—–-]\s+|[.!?]\s+(?=[А-ЯЁ])")
_INITIALS = re.compile(
    r"\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]+|\b[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?"
)
_EXTENSION = re.compile(r"\b(?:доб(?:ав\w*)?|вн(?:утр\w*)?)\b\.?\s*(?:номер\s*)?\d{1,6}\b", re.IGNORECASE)
_CALLED = re.compile(
    r"^(?:(?:с утра|вчера|сегодня|утром|только что|опять|снова)\s+)*"
    r"(?:звонил|позвонил|перезвонил|писал|написал|обратил|обращал|приходил|заходил|заезжал|приезжал|звонит|пишет)\w*\b",
    re.IGNORECASE,
)
_CALL_BACK = re.compile(
    r"^(?:(?:очень )?(?:прос(?:ит|ят|ил[аи]?)|просьба|прошу|надо|нужно|можно|лучше|жд[её]т)\s+)?"
    r"(?:(?:по|пере|от)?звон(?:ить|ите|ка|и)\b|набрать\b|наберите\b|связаться\b|спро(?:сить|сите)\b|"
    r"контактное лицо\b|контакт(?:ы)?\b|для связи\b)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^(?:ребята|коллеги|друзья|привет\w*|с уважением|спасибо|благодар\w+|заранее|заявка|звонок|письмо)"
    r"(?:[\s,.!]+(?:привет\w*|всем|вам|большое|благодар\w+|спасибо))*[\s,.!:]*$",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"^(?:из|от|с|со)\s+(?:(?:ооо|ао|зао|оао|пао|ип)\s+)?[«\"“„]?(?-i:[А-ЯЁ])", re.IGNORECASE
)
_HOUSE = r"(?:,?\s*(?:д\.?|дом|стр\.?|строение|корп\.?|корпус|к\.?)?\s*\d+[а-яА-Я]?(?:/\d+)?\b)*"
_STREET = re.compile(  # «МКР» in capitals is a big bag
    r"(?:(?<!\w)(?:по адресу|адрес)\w*:?\s*)?(?:"
    r"(?<!\w)(?:(?:ул|пр-т|пр-кт|просп|пер|мкр|б-р)\.?\s*|"
    r"(?:[Уу]лиц[аеуы]|[Пп]роспект\w*|[Пп]ереул\w+|[Пп]роезд\w*|[Шш]оссе|[Мм]икрорайон\w*|[Нн]абережн\w+|"
    rf"[Бб]ульвар\w*)\s+)(?:[А-ЯЁ]|\d+(?=[\s-][А-ЯЁа-яё]))[\w-]*(?:\s[А-ЯЁ][\w-]+)?{_HOUSE}"
    r"|\b[А-ЯЁ][\w-]+(?:ий|ый|ой|ая|ом|ого|ому)\s+(?:тракт|шоссе|проспект|переул|проезд|бульвар|улиц)\w*"
    rf"{_HOUSE})"
)


def matter_of(said: str) -> list[str]:
    """Pieces of what is said, as they stand there, without people, their positions and streets."""
    spans = [*(m.span() for m in _STREET.finditer(said)), *(m.span() for m in _EXTENSION.finditer(said))]
    spans += _of_people(said)
    pieces = _without(said, spans) if spans else [said]
    return [piece for piece in pieces if _says_something(piece)]


def _says_something(piece: str) -> bool:
    return sum(map(str.isalnum, piece)) > 1 and not is_only_names(piece) and not _POLITE.match(piece)


def _of_people(said: str) -> Iterator[Span]:
    is_after_person = False
    for start, end in _clauses(said):
        clause = said[start:end]
        names = list(_names(clause))
        is_asking = bool(NEEDING.search(folded(clause)) or read_amount(clause))
        if _CALL_BACK.match(clause) or ((names or _CALLED.match(clause)) and not is_asking):
            yield start, end
        elif is_after_person and not is_asking and _is_position(clause):
            yield start, end
            continue
        else:
            yield from ((start + first, start + last) for first, last in names)
        is_after_person = bool(names or _CALLED.match(clause))


def _clauses(said: str) -> Iterator[Span]:
    start = 0
    for border in _BORDER.finditer(said):
        yield start, border.start()
        start = border.end()
    yield start, len(said)


def _names(clause: str) -> Iterator[Span]:
    """Names of people: what they are called by, with a surname beside it, or a surname with initials."""
    yield from (m.span() for m in _INITIALS.finditer(clause) if _has_surname(m.group()))
    words = [m for m in _WORD.finditer(clause) if m.group()[0].isupper() and not m.group().isupper()]
    called = [m for m in words if is_first_name(m.group()) and not is_place_name(m.group())]
    if called:
        yield from (m.span() for m in words if m in called or is_person_name(m.group()))


def _has_surname(named: str) -> bool:
    return any(is_person_name(word) for word in _WORD.findall(named) if len(word) > 1)


def _is_position(clause: str) -> bool:
    """«снабженец из Поймы», «главный инженер», «из Стройтреста»."""
    words = _WORD.findall(clause)
    return bool(_EMPLOYER.match(clause)) or (len(words) < 7 and any(map(is_somebody, words[:2])))


def _without(said: str, spans: list[Span]) -> Iterator[str]:
    start = 0
    for first, last in [*merged(spans), (len(said), len(said))]:
        yield _trimmed(said[start:first])
        start = last


def _trimmed(piece: str) -> str:
    """Without marks that only joined it to what was cut, and without a bracket that has lost the other."""
    piece = piece.strip(" \t,;:—–-")
    if piece.count("(") > piece.count(")") and re.search(r"\([^\w]*$", piece):
        piece = piece[: piece.rindex("(")]
    if piece.count(")") > piece.count("(") and re.match(r"[^\w]*\)", piece):
        piece = piece[piece.index(")") + 1 :]
    if piece.endswith(")") and "(" not in piece:
        piece = piece[:-1]
    return piece.strip(" \t,;:—–-")
