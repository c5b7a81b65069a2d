"""Texts, sums and days that people type into forms of the journal."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from data.exchange import cells
from data.exchange.cells import CellError
from data.exchange.rows import sentence
from service.journal.keeping import refused

Value = TypeVar("Value")


def read_text(told: object) -> str | None:
    """Raises EntryError."""
    return _read(cells.text, told, "text")


def read_title(subject: object) -> str | None:
    """One line. Raises EntryError."""
    return _read(cells.title, subject, "subject")


def read_amount(rub: object) -> float | None:
    """Roubles. Raises EntryError."""
    return _read(cells.rubles, rub, "amount_rub")


def read_day(signed_on: object) -> date | None:
    """Raises EntryError."""
    return _read(cells.day, signed_on, "signed_on")


def _read(reader: Callable[[object], Value], typed: object, field: str) -> Value:
    try:
        return reader(typed)
    except CellError as error:
        raise refused(field, sentence(str(error))) from error
