"""One cell of a spreadsheet, or one field of a form, read into a value: text, number, date, word of a list.

A reader gets what the spreadsheet library gives (str, float, int, bool, date, datetime) and returns the
value or None for an empty cell; it raises CellError with one Russian sentence that says what to mend.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from data import vocabulary
from data.numbers import multiplied, number_and_words
from data.units import UNITS, unit_of

Cell = Any
MAX_TEXT = 20_000
MAX_ADDRESS = 300
DIGITS = 6  # as many as forms show; of a volume of 5e-324 any capacity would cover infinitely much

_ROUBLES = frozenset({"р", "руб", "рубль", "рубля", "рублей", "₽"})
_KILOMETRES = frozenset({"км", "километр", "километра", "километров"})
_DAYS = frozenset({"д", "дн", "день", "дня", "дней"})
_OTHER_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")  # whoever reads by lines would break there
_SITE = re.compile(r"https?://[\w.-]+\.[\w-]+\.?(:\d{1,5})?([/?#][^\s<>\"']*)?")  # no «https://javascript:…»
_AFTER_DATE = re.compile(r"( \d{1,2}:\d{2}(:\d{2})?| ?г\.?)$")


class CellError(ValueError):
    """The cell cannot be read; the message says in Russian what to mend."""


def clean_text(value: str) -> str:
    """Text without control and zero-width characters, lone surrogates, non-characters; in NFC, trimmed.

    Of line ends only the usual one stays, others become spaces.
    """
    value = value.translate(_OTHER_LINE_ENDS)
    kept = (c for c in value if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn", "Co"})
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def text(cell: Cell) -> str | None:
    """Any cell as text; whole floats lose their «.0»."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    if isinstance(cell, int) and cell.bit_length() > 1000:
        raise CellError("слишком длинное число")
    if isinstance(cell, datetime):
        cell = cell.date()
    value = clean_text(cell.isoformat() if isinstance(cell, date) else str(cell))
    if len(value) > MAX_TEXT:
        raise CellError(f"слишком длинный текст: {len(value)} знаков, можно до {MAX_TEXT}")
    return value or None


def title(cell: Cell) -> str | None:
    """One line of text."""
    value = text(cell)
    return " ".join(value.split()) if value else None


def own_code(cell: Cell) -> str | None:
    """The owner's own id: text, never a number or a date."""
    if isinstance(cell, date | time | timedelta):
        raise CellError("Excel превратил код в дату: задайте столбцу формат «Текстовый» и введите код снова")
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise CellError("Excel потерял знаки кода: задайте столбцу формат «Текстовый» и введите код снова")
    value = title(cell)
    if value and len(value) > 100:
        raise CellError(f"слишком длинный код: {len(value)} знаков, можно до 100")
    return value


def decimal(cell: Cell) -> float | None:
    """A number that is not negative, to DIGITS behind the comma: «12 000,5», «1,5 млн», a last % too."""
    return _number(cell, frozenset("%"), "нужно число, например 5000 или 1,5 млн")


def quantity(cell: Cell) -> float | None:
    """An amount, whose unit has a field of its own; «1 200 м³ в месяц» is told apart before."""
    wanted = "нужно число, например 5000 или 1,5 млн, и единица из списка, та же, что в поле «Ед. изм.»"
    return _number(cell, frozenset(), wanted)


def rubles(cell: Cell) -> float | None:
    """A sum in roubles: «285 000,50 ₽», «1,5 млн руб.»; a price of one piece is none."""
    wanted = "нужна сумма в рублях, например 285 000,50 или 1,5 млн (цену за единицу напишите словами)"
    return _number(cell, _ROUBLES, wanted)


def kilometres(cell: Cell) -> float | None:
    """A distance: «150», «150 км»."""
    return _number(cell, _KILOMETRES, "нужно число километров, например 150")


def days(cell: Cell) -> int | None:
    """A whole number of days: «14», «14 дней»."""
    return _whole(_number(cell, _DAYS, "нужно число дней, например 14"))


def _number(cell: Cell, units: frozenset[str], wanted: str) -> float | None:
    """The number of a cell behind which nothing stands but one of the units; else says what is wanted."""
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(wanted)
    if isinstance(cell, str):
        if not (typed := clean_text(cell)):
            return None
        number, rest = multiplied(*(number_and_words(typed) or (0.0, typed)))
        if rest.rstrip(".") not in {"", *units} or not number_and_words(typed):
            raise CellError(f"{wanted}, а здесь «{shortened(cell)}»")
        cell = number
    if not 0 <= cell <= 1e15:  # false for nan too
        raise CellError("нужно число от 0 до 10^15")
    return round(float(cell), DIGITS)


def unit(cell: Cell) -> str | None:
    """A known unit of trade, in its one spelling."""
    value = title(cell)
    if value is None:
        return None
    known = unit_of(value)
    if known not in UNITS:
        raise CellError(f"единицы «{shortened(value)}» нет в списке: {', '.join(UNITS)}")
    return known


def percent(cell: Cell) -> float | None:
    """A share from 0 to 100."""
    value = decimal(cell)
    if value is not None and value > 100:
        raise CellError(f"нужна доля от 0 до 100 %, а здесь {value:g}")
    return value


def whole(cell: Cell) -> int | None:
    """A whole number from 0 to a million."""
    return _whole(decimal(cell))


def _whole(value: float | None) -> int | None:
    if value is None:
        return None
    if not value.is_integer() or value > 1_000_000:
        raise CellError(f"нужно целое число до 1 000 000, а здесь {value:g}")
    return int(value)


def day(cell: Cell) -> date | None:
    """A date: a date cell, 15.09.2026 or 2026-09-15."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    value = text(cell)
    if value is None:
        return None
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y"):
        try:
            return datetime.strptime(_AFTER_DATE.sub("", value), form).date()
        except ValueError:
            continue
    raise CellError(f"нужна дата вида 15.09.2026, а здесь «{shortened(value)}»")


def term(cell: Cell) -> str | None:
    """A date as ISO, or the writer's own words («до конца месяца»)."""
    try:
        value = day(cell)
    except CellError:
        return title(cell)
    return value.isoformat() if value else None


def yes_no(cell: Cell) -> bool | None:
    """да / нет."""
    value = text(cell)
    if value is None:
        return None
    folded = value.casefold()
    if folded in {"да", "+", "1", "есть", "true", "yes", "импорт"}:
        return True
    if folded in {"нет", "-", "0", "false", "no"}:
        return False
    raise CellError(f"нужно «да» или «нет», а здесь «{shortened(value)}»")


def words(cell: Cell) -> list[str]:
    """Several texts, separated by a semicolon or a new line."""
    value = text(cell) or ""
    return [part for raw in re.split(r"[;\n]", value) if (part := " ".join(raw.split()))]


def email(cell: Cell) -> str | None:
    """One address."""
    value = _address(cell)
    if value and not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+", value):
        raise CellError(f"нужен один адрес вида name@site.ru, а здесь «{shortened(value)}»")
    return value


def website(cell: Cell) -> str | None:
    """An address of http or https; a bare domain gets https."""
    value = _address(cell)
    if value is None:
        return None
    scheme, has_scheme, rest = value.partition("://")
    site = f"{scheme.casefold()}://{rest}" if has_scheme else "https://" + value
    if not _SITE.fullmatch(site):
        raise CellError(f"нужен адрес сайта вида site.ru или https://site.ru, а здесь «{shortened(value)}»")
    return site


def _address(cell: Cell) -> str | None:
    # the patterns of addresses take time that grows with the square of the length
    value = title(cell)
    if value and len(value) > MAX_ADDRESS:
        raise CellError(f"слишком длинный адрес: {len(value)} знаков, можно до {MAX_ADDRESS}")
    return value


def one_of(cell: Cell, allowed: vocabulary.Words) -> str | None:
    """The English name of a word from a closed list."""
    value = text(cell)
    if value is None:
        return None
    name = vocabulary.english(allowed, value)
    if name is None:
        raise CellError(f"«{shortened(value)}» нет в списке: {vocabulary.choices(allowed)}")
    return name


def some_of(cell: Cell, allowed: vocabulary.Words) -> list[str]:
    """English names of several words from a closed list, separated by ; or ,."""
    value = text(cell) or ""
    parts = [part.strip() for part in re.split(r"[;,\n]", value)]
    names = [name for part in parts if part and (name := one_of(part, allowed))]
    return list(dict.fromkeys(names))


def shortened(value: str) -> str:
    """The start of a text, for a message about it."""
    return value if len(value) <= 40 else value[:40] + "…"
