"""Where a list goes on, as an address tells it; what is no such place begins at the start."""

from datetime import UTC, datetime

from data.store.archived import Place


def line_id(text: str) -> int | None:
    """The id that lines go on before."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def place_text(place: Place | None) -> str | None:
    """A place of the archive for an address."""
    return f"{place.at.isoformat()}~{place.table}~{place.id}" if place else None


def place(text: str) -> Place | None:
    """The same read again."""
    at, _, rest = text.partition("~")
    table, _, id_ = rest.partition("~")
    try:
        moment = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Place(moment, table, line_id(id_) or 0) if table.isascii() and table.isalpha() else None
