"""Codes of a classifier as cells of its published tables hold them, also after Excel spoiled them.

Excel makes numbers of codes (1.1 of 01.10) and dates (1 November of 01.11): then a cell may mean several
codes, and the rows around it tell which.
"""

import re
from collections.abc import Container
from datetime import date

from data.classifiers.classifier import LENGTHS, codes_above, digits_of, dotted
from data.exchange.cells import Cell, CellError, shortened, title

_LETTER = "[A-UАВСЕНКМОРТ]"  # in either alphabet
_SECTION = re.compile(rf"({_LETTER})|раздел\s+({_LETTER})\b[\s.:–—-]*(.*)", re.IGNORECASE)
_TO_LATIN = str.maketrans("АВСЕНКМОРТ", "ABCEHKMOPT")
_CODE = re.compile(r"\d{2}(\.\d{1,2}){0,2}(\.\d{3})?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?", re.ASCII)
_SPOILED = re.compile(r"(\d(?=$|[.,])|\d\d(?=,))(?:[.,](\d{1,2}))?", re.ASCII)


def section_of(cell: Cell) -> tuple[str, str] | None:
    """The letter of a section, and its name where «РАЗДЕЛ A. Услуги связи» is one cell."""
    match = _SECTION.fullmatch(title(cell) or "") if isinstance(cell, str) else None
    if match is None:
        return None
    return (match[1] or match[2]).upper().translate(_TO_LATIN), match[3] or ""


def possible_codes(cell: Cell, kind: str) -> list[str]:
    """Codes that the cell may mean, the likeliest first. Raises CellError when it holds none."""
    codes = _of_date(cell) if isinstance(cell, date) else _of_number(cell) or _of_text(cell)
    fitting = [code for code in codes if len(digits_of(code)) in LENGTHS[kind]]
    if not fitting:
        raise CellError(f"нужен код вида 23.61.11, а здесь «{shortened(title(cell) or '')}»")
    return fitting


def chosen_code(codes: list[str], before: str, known: Container[str]) -> str:
    """Which of several codes is meant in the row below the code `before`, with `known` codes above it."""
    if len(codes) == 1:
        return codes[0]
    fitting = [code for code in codes if code not in known and _is_below_known(code, known)]
    following = [code for code in fitting if code > before]
    return min(following or fitting or codes[:1])


def _is_below_known(code: str, known: Container[str]) -> bool:
    above = next(codes_above(code), "")
    return not above or above in known


def _of_number(cell: Cell) -> list[str]:
    """Codes of a number, also of one that became text: «1.1» or «23,61»; no code is written so."""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    match = (_NUMBER if is_number else _SPOILED).fullmatch(f"{cell:.10g}" if is_number else _written(cell))
    if match is None:
        return []
    division, rest = match[1].zfill(2), match[2] or ""
    if not rest:
        return [division, f"{division}.0", f"{division}.00"]
    return [f"{division}.{rest}"] + ([f"{division}.{rest}0"] if len(rest) == 1 else [])


def _of_text(cell: Cell) -> list[str]:
    value = _written(cell)
    if value.isascii() and value.isdigit() and len(value) > 2:
        return [dotted(value)]
    head, dot, rest = value.partition(".")
    code = head.zfill(2) + dot + rest
    return [code] if _CODE.fullmatch(code) else []


def _written(cell: Cell) -> str:
    return (title(cell) or "").rstrip(".").replace(" ", "")


def _of_date(cell: date) -> list[str]:
    class_ = f"{cell.day:02d}.{cell.month:02d}"
    group = [f"{cell.day:02d}.{cell.month}"] if cell.month < 10 else []
    return [*group, class_, f"{class_}.{cell.year % 100}"]
