"""Texts and sums that people type into forms of the journal."""

from data.cells import CellError, decimal, text
from data.rows import sentence
from service.journal.keeping import refused


def read_text(told: object) -> str | None:
    """Raises EntryError."""
    try:
        return text(told)
    except CellError as error:
        raise refused("text", sentence(str(error))) from error


def read_amount(rub: object) -> float | None:
    """Roubles. Raises EntryError."""
    try:
        return decimal(rub)
    except CellError as error:
        raise refused("amount_rub", sentence(str(error))) from error
