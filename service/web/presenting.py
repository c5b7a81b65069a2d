"""How values look to people: plural forms, numbers, dates, words of the closed lists."""

import math
from datetime import UTC, date, datetime
from typing import Any

from data import vocabulary
from data.columns import Column
from data.vocabulary import Words

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
NO_BREAK_SPACE = "\u00a0"


def plural(count: int, forms: str) -> str:
    """«3 компании» of 3 and «компания|компании|компаний»."""
    one, few, many = forms.split("|")
    tail, tens = count % 10, count % 100
    if tail == 1 and tens != 11:
        form = one
    elif tail in (2, 3, 4) and tens not in (12, 13, 14):
        form = few
    else:
        form = many
    return f"{count}{NO_BREAK_SPACE}{form}"


def shortened(text: str, length: int = 240) -> str:
    """The start of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def number(value: float | None, separator: str = NO_BREAK_SPACE) -> str:
    """«12 000,5»; empty for None."""
    if value is None or not math.isfinite(value):
        return ""
    whole, _, fraction = f"{value:.6f}".rstrip("0").rstrip(".").partition(".")
    grouped = f"{int(whole):,}".replace(",", separator)
    return f"{grouped},{fraction}" if fraction else grouped


def decimal(value: float, digits: int) -> str:
    """«0,30» of 0.3 and 2."""
    return f"{value:.{digits}f}".replace(".", ",")


def signed(value: float) -> str:
    """«+1,25» or «−0,40»."""
    return f"{value:+.2f}".replace(".", ",").replace("-", "−")


def day(value: date) -> str:
    """«15.09.2026»."""
    return f"{value:%d.%m.%Y}"


def term(value: str | None) -> str:
    """A term of a need: a date as people write it, words as they are."""
    try:
        return day(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""


def kind_word(name: str | None) -> str:
    """«материал» of material."""
    return vocabulary.russian(vocabulary.KINDS, name or "")


def status_word(name: str) -> str:
    """«участник» of member."""
    return vocabulary.russian(vocabulary.STATUSES, name)


def visibility_word(name: str) -> str:
    """«закрытая» of private."""
    return vocabulary.russian(vocabulary.VISIBILITIES, name)


def verdict_word(name: str) -> str:
    """«КП получено» of quoted."""
    return vocabulary.russian(vocabulary.VERDICTS, name)


def reason_word(name: str) -> str:
    """«не тот товар» of wrong_product."""
    return vocabulary.russian(vocabulary.VERDICT_REASONS, name)


def chain_kind_word(name: str) -> str:
    """«вертикальная» of vertical."""
    return vocabulary.russian(vocabulary.CHAIN_KINDS, name)


def stage_word(name: str) -> str:
    """«формируется» of forming, «идея» of idea."""
    return vocabulary.russian({**vocabulary.CHAIN_STAGES, **vocabulary.PROJECT_STAGES}, name)


def basis_word(name: str | None) -> str:
    """«договор» of contract."""
    return vocabulary.russian(vocabulary.SLOT_BASES, name or "")


def word_options(words: Words) -> list[tuple[str, str]]:
    """A closed list as options: value and word."""
    return [(name, spellings[0]) for name, spellings in words.items()]


def snapshot_moment(name: str) -> str:
    """«22 ноября 2026, 15:05» in the zone of the server, of a snapshot's name."""
    try:
        moment = datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return name
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def cell_text(column: Column, value: Any) -> str:
    """A field of a record as people read it, by the column's own way to write it."""
    if value is None:
        return ""
    written = column.write(value)
    if isinstance(written, date):
        return day(written)
    if isinstance(written, float):
        return number(written)
    return str(written)
