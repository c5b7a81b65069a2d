"""How values look on pages: moments, cells of records, options of closed lists."""

from datetime import UTC, date, datetime
from typing import Any

from data.exchange import cells
from data.exchange.columns import Column
from data.store.pool import pool_revision
from data.vocabulary import Words
from service.api.context import services
from service.wording import day, money, number

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
    """«22 ноября 2026, 15:05» in the zone of the association, of a snapshot's name."""
    built = snapshot_time(name)
    if built is None:
        return name
    local = built.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def is_search_behind() -> bool:
    """Whether the pool has changed since the snapshot that answers: a new one is being built."""
    with services().database.reading() as session:
        return services().live.revision != pool_revision(session)


def moment(at: datetime) -> str:
    """«22.11.2026 15:05» in the zone of the association, which the process lives in."""
    return f"{at.astimezone():%d.%m.%Y %H:%M}"


def moment_day(at: datetime) -> str:
    """«22.11.2026» there."""
    return day(at.astimezone())


def cell_text(column: Column, value: Any) -> str:
    """A field of a record as people read it, by the column's own way to write it."""
    if value is None:
        return ""
    written = column.write(value)
    if isinstance(written, date):
        return day(written)
    if column.read is cells.rubles:
        return money(written)
    if isinstance(written, float):
        return number(written)
    return str(written)
