"""Cursors: an id that a list goes on from, URL-safe, of no meaning to callers."""

import base64
import binascii

from service.errors import InvalidError

_STRANGE = "курсор не отсюда: берите его из next_cursor"


def write_cursor(id_: int | None) -> str | None:
    """None at the end of the list."""
    return None if id_ is None else base64.urlsafe_b64encode(str(id_).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> int | None:
    """The id; None where the list begins. Raises InvalidError."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        id_ = int(base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii"))
    except (binascii.Error, ValueError) as error:
        raise InvalidError([("cursor", _STRANGE)]) from error
    if not 0 <= id_ < 2**53:
        raise InvalidError([("cursor", _STRANGE)])
    return id_
