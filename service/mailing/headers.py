"""Headers of a letter, out of which nothing can break: the one place where texts become headers."""

import unicodedata
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any, cast
from urllib.parse import urlsplit

MAX_HEADER = 300
ENCODED_WORD = "=?"  # the library decodes it even in what it is given to write, line breaks inside too
MAX_URL = 900  # a line of a letter has at most 998 bytes


class HeaderError(Exception):
    """The text can be no header; the message is Russian."""


class _VerbatimHeader(UnstructuredHeader):
    """An ASCII value on one line: links and ids that are folded or encoded stop working."""

    name: str

    def fold(self, *, policy: Any) -> str:
        if len(str(self).splitlines()) != 1:
            raise HeaderError("в ссылке или номере письма перевод строки")
        return f"{self.name}: {self}{policy.linesep}"


def letter_policy() -> "EmailPolicy[EmailMessage]":
    """How letters are written: CRLF, encoded words, links and ids as they are."""
    registry = HeaderRegistry()
    for name in ("message-id", "list-unsubscribe", "list-unsubscribe-post"):
        registry.map_to_type(name, cast("type[BaseHeader]", _VerbatimHeader))
    return SMTP.clone(header_factory=registry)


def clean(text: str) -> str:
    """The text on one line, without control characters and without what reads as an encoded word."""
    printable = "".join(" " if _breaks(char) else char for char in text)
    while ENCODED_WORD in printable:
        printable = printable.replace(ENCODED_WORD, "= ?")
    return " ".join(printable.split())[:MAX_HEADER].strip()


def sender(name: str, address: str) -> Address:
    """A name with an address for From and Reply-To."""
    return Address(display_name=clean(name), addr_spec=address)


def checked_url(url: str) -> str:
    """The link as it may stand in a header. Raises HeaderError."""
    plain = url.isascii() and url.isprintable() and not set(' <>"\\,') & set(url)
    if (
        not plain
        or ENCODED_WORD in url
        or len(url) > MAX_URL
        or urlsplit(url).scheme not in ("http", "https")
    ):
        raise HeaderError('ссылка для отписки неверна: нужна вида https://... без пробелов и знаков < > , "')
    return url


def _breaks(char: str) -> bool:
    # other: control, format (direction marks), surrogates, unassigned; line and paragraph separators
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
