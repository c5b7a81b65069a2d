"""How values look on pages: moments, cells of records, options of closed lists."""

from datetime import UTC, date, datetime
from typing import Any

from data.exchange.columns import Column
from data.vocabulary import Words
from service.wording import day, number

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


def word_options(words: Words) -> list[tuple[str, str]]:
    """A closed list as options: value and word."""
    return [(name, spellings[0]) for name, spellings in words.items()]


def snapshot_time(name: str) -> datetime | None:
    """When a snapshot was built, by its name; None for a name that tells no time."""
    try:
        return datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def snapshot_moment(name: str) -> str:
    """«22 ноября 2026, 15:05» in the zone of the server, of a snapshot's name."""
    built = snapshot_time(name)
    if built is None:
        return name
    moment = built.astimezone()
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
