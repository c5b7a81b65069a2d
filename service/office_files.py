"""Documents of Word and workbooks of Excel as bytes."""

from io import BytesIO
from typing import Any, Protocol

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"


class Savable(Protocol):
    """What python-docx and openpyxl make."""

    def save(self, target: Any) -> None:
        """Writes the file to a binary stream."""


def content_of(file: Savable) -> bytes:
    """The bytes of the finished file."""
    target = BytesIO()
    file.save(target)
    return target.getvalue()
