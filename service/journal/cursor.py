"""Where a page of the journal ends, as a word that addresses hold."""

import base64
import binascii
from datetime import date

from data.store.journal import Mark
from data.tables.pool import MAX_ID
from service.errors import InvalidError

ALIEN = "курсор не отсюда: берите его из next_cursor"


def write_cursor(mark: Mark | None) -> str | None:
    """None where no page follows."""
    if mark is None:
        return None
    told = f"{int(mark.is_closed)}|{mark.due.isoformat()}|{mark.id}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Mark | None:
    """Raises InvalidError."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        is_closed, due, id_ = (
            base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").split("|")
        )
        mark = Mark(bool(int(is_closed)), date.fromisoformat(due), int(id_))
    except (binascii.Error, ValueError) as error:
        raise InvalidError([("cursor", ALIEN)]) from error
    if not 0 < mark.id <= MAX_ID:
        raise InvalidError([("cursor", ALIEN)])
    return mark
