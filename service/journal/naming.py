"""What a request is called, for whoever reads it."""

from data.tables.journal import RequestRow
from service.access import Caller, sees_pasted_text


def request_title(caller: Caller, row: RequestRow) -> str:
    """Its need, else what was pasted; its number where the pasted text is hidden from the caller."""
    if row.need:
        return row.need.title
    return (row.about or row.text) if sees_pasted_text(caller) else number_of(row.id)


def number_of(id_: int) -> str:
    """«Обращение № 12»."""
    return f"Обращение № {id_}"
