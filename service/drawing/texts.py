"""How wide a text is and how it breaks into lines, without a font at hand.

Widths are those of DejaVu Sans by groups of letters, rounded up; Arial and most system fonts are narrower.
"""

import re
from collections.abc import Callable, Iterator

from data.amounts import NO_BREAK_SPACE
from data.company_names import LEGAL_FORMS

ELLIPSIS = "…"

_GROUPS = (
    (" \u00a0\u202f.,:;'ijlIJ/-·", 0.38),
    ('ft()rгз²³"–cszсэт', 0.57),
    ("абвеёкорухчьянaбbdeghknopquvxyLTFPУЕРТГЗ0123456789«»", 0.65),
    ("ийлцдъАБВХЧЬЯСЭКABCEKRSVXYZ", 0.72),
    ("мыИЙЛНПОЦДDGHNOQUw+=&", 0.82),
    ("фюЪЫМФMж", 0.92),
)
_WIDTHS = {letter: width for letters, width in _GROUPS for letter in letters}
_NARROWEST, _WIDEST = 0.38, 1.1
_BOLD = 1.14
_PIECE = re.compile(r"[^ -]*-|[^ -]+ ?| ")
_LEGAL_FORM = re.compile(rf"\b({'|'.join(LEGAL_FORMS).upper()}) ")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """An upper estimate in the unit of the font size."""
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in text) * size * (_BOLD if bold else 1.0)


def wrapped(text: str, width: float, size: float, bold: bool = False, num_lines: int = 2) -> tuple[str, ...]:
    """Lines no wider than width, broken between words and after hyphens; what does not fit ends in «…»."""

    def fits(line: str) -> bool:
        return text_width(line.rstrip(), size, bold) <= width

    most = num_lines * int(width / (_NARROWEST * size) + 2)  # letters that could have room, and one more
    lines = [""]
    for piece in _PIECE.findall(_LEGAL_FORM.sub(rf"\1{NO_BREAK_SPACE}", text[:most])):
        for part in _parts(piece, fits):
            if lines[-1] and not fits(lines[-1] + part):
                lines.append("")
            lines[-1] += part
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > num_lines:
        lines = [*lines[: num_lines - 1], _cut(lines[num_lines - 1], fits)]
    return tuple(lines)


def _parts(piece: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """A word, or pieces of one that is wider than a line, hyphenated between letters."""
    if not fits(piece) and NO_BREAK_SPACE in piece:
        head, tail = piece.split(NO_BREAK_SPACE, 1)
        yield from _parts(head + " ", fits)
        yield from _parts(tail, fits)
        return
    while len(piece) > 1 and not fits(piece):
        end = max((n for n in range(1, len(piece)) if fits(piece[:n] + "-")), default=1)
        if end > 4 and len(piece.rstrip()) - end < 3:
            end -= 2  # no lonely letter on the next line
        yield piece[:end] + ("-" if piece[end - 1 : end + 1].isalpha() else "")
        piece = piece[end:]
    yield piece


def _cut(line: str, fits: Callable[[str], bool]) -> str:
    """A line with «…» at its end, cut after a word unless the last one is most of the line."""
    kept = line
    while kept and not fits(kept + ELLIPSIS):
        kept = kept[:-1]
    if kept != line and kept.rfind(" ") > len(line) / 3:
        kept = kept[: kept.rfind(" ")]
    return kept.rstrip(" ,;:·-«„(") + ELLIPSIS
