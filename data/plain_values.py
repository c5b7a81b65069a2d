"""Values of records as JSON keeps them, and back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect


def plain(value: Any) -> Any:
    """A day or a moment as text; all else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def typed(row: Any, column: str, value: Any) -> Any:
    """What `plain` made of a value of this column of the record."""
    kind = inspect(type(row)).columns[column].type.python_type
    if value is None or kind not in (date, datetime):
        return value
    return kind.fromisoformat(value)
