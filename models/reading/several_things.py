"""The things that a pasted text asks for, where it asks for several: lines of a list, or clauses."""

import re
from collections.abc import Iterator

from models.reading.intent_words import NEEDING
from models.reading.pasted_lines import told_parts
from models.reading.request_amounts import read_amount, without_amounts
from models.reading.spans import folded
from models.reading.text import beginning

MAX_THINGS = 20
_LIST_LINE = re.compile(r"^[ \t>]*(?:[-–—•*]|\d{1,2}[.)])[ \t]*(?=[^\W\d])", re.MULTILINE)
_CLAUSE = re.compile(
    r",?\s+(?:а|и|плюс)\s+(?:ещё|еще|также)\s+|,?\s+(?:а также|также|плюс)\s+|\s*[;+]\s+|\s+и\s+(?=\w)|"
    r",\s+|\.\s+(?=[а-яё]{3})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
# more of the thing before, not another thing
_TELLS_MORE = re.compile(r"^(?:(?:размер|толщин|длин|ширин|высот|диаметр)\w*|в|из|или|около|на|по|для)\b")
# «нужна арматура, 85 т. Ещё спрашивала, кто гнёт хомуты»: another thing, though nobody says how much
_ASKED_TOO = re.compile(
    r"(?:^|[,.]\s+)(?=(?:(?:и|а)\s+)?(?:ещ[её]|также|заодно|кроме того|попутно)\s+(?:\w+\s+){0,2}?"
    r"(?:спрашива\w+|спросил\w*|интересу\w+|нуж(?:ен|н[аоы])|ищ(?:ет|ут|ем|у)|прос(?:ит|ят|ил[аи]?|им)|"
    r"хот(?:ят|им|ел[аи]?)|хочет|надо|требу[ею]тся|понадоб\w+)\b)",
    re.IGNORECASE,
)
# said of all things alike
_SHARED = re.compile(
    r"^(?:(?:срок|доставк|самовывоз|оплат|объект|адрес|услови|контакт|партия|перв|всего|итого|"
    r"минимум|можно|график|част)\w*|"
    r"до|к|с|по)\b"
)


def several_things(text: str) -> tuple[str, ...]:
    """Each as it stands in the text, up to white space; nothing where the text asks for one thing."""
    text = beginning(text)
    parts = told_parts(text)
    listed = {" ".join(text[m.end() :].split("\n", 1)[0].split()) for m in _LIST_LINE.finditer(text)}
    sentences = [_ASKED_TOO.split(" ".join(part.split())) for part in parts]
    found = [thing for first, *_ in sentences for thing in _things(first, listed)]
    too = [other.rstrip(". ") for _, *others in sentences for other in others]
    if too and len(found) < 2:
        found = [first for first, *_ in sentences if NEEDING.search(folded(first))][:1] or found
    things = tuple(dict.fromkeys((*found, *too)))[:MAX_THINGS]
    return things if len(things) > 1 else ()


def _things(part: str, listed: set[str]) -> Iterator[str]:
    if any(line.startswith(part.rstrip(".;,")) for line in listed):
        clauses = [part]
    else:
        clauses = [clause for clause in _clauses(part) if read_amount(clause)]
    yield from (clause for clause in clauses if not _SHARED.match(folded(clause)))


def _clauses(part: str) -> list[str]:
    """Clauses with what only tells more of each: its amount, its size."""
    found: list[tuple[int, int]] = []
    start = 0
    for border in [*(m.span() for m in _CLAUSE.finditer(part)), (len(part), len(part))]:
        clause = part[start : border[0]]
        if found and (not _WORD.search(without_amounts(clause)) or _TELLS_MORE.match(folded(clause))):
            found[-1] = (found[-1][0], border[0])
        else:
            found.append((start, border[0]))
        start = border[1]
    return [part[first:last] for first, last in found]
