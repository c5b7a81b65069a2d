"""A link that opens a letter with the text of a request for a quotation, within what mail programs take."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from service.journal.quotation import SUBJECT
from service.wording import printable, shortened

MAX_LENGTH = 1900  # Windows hands no longer address over to a mail program; a Cyrillic letter takes six
MAX_TITLE = 60
_REST = "Полный текст запроса — в приложенном файле."


@dataclass(frozen=True)
class MailLink:
    """`is_whole` tells whether the letter says all; otherwise the document must go with it."""

    address: str
    is_whole: bool


def mail_link(title: str, letter: str, to: Sequence[str] = ()) -> MailLink:
    """To nobody yet, to one, or to several who do not see each other; lines without room are left out."""
    whole = _address(title, letter, to)
    if len(whole) <= MAX_LENGTH:
        return MailLink(whole, True)
    begun: list[str] = []
    for line in filter(None, map(printable, letter.split("\n"))):
        if len(_address(title, "\n".join((*begun, line, _REST)), to)) <= MAX_LENGTH:
            begun.append(line)
    return MailLink(_address(title, "\n".join((*begun, _REST)), to), False)


def _address(title: str, body: str, to: Sequence[str]) -> str:
    addresses = [quote(address, safe="@") for address in to]
    alone, hidden = (addresses[0], "") if len(addresses) == 1 else ("", ",".join(addresses))
    subject = f"{SUBJECT}: {shortened(printable(title), MAX_TITLE)}"
    told_to = f"mailto:{alone}?{'bcc=' + hidden + '&' if hidden else ''}"
    return f"{told_to}subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"
