"""Which mail addresses can be written to; the one place that refuses the others."""

import re

MAX_LENGTH, MAX_LOCAL = 254, 64

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})+)")


class AddressError(Exception):
    """The address cannot be written to; the message says why, in Russian, without the address."""


def checked_address(text: str) -> str:
    """The one address, without spaces around it. Raises AddressError."""
    address = text.strip(" ")
    if not address:
        raise AddressError("адреса нет")
    if not address.isascii():
        raise AddressError("в адресе не только латинские буквы: домен пишут в виде xn--..., имя — латиницей")
    match = _ADDRESS.fullmatch(address)
    if match is None or "=?" in address:  # an encoded word would be decoded on its way into a header
        raise AddressError("адрес не вида имя@домен.зона")
    if len(address) > MAX_LENGTH or len(match[1]) > MAX_LOCAL:
        raise AddressError("адрес слишком длинный")
    return address


def domain_of(address: str) -> str:
    """What stands after the @."""
    return address.rpartition("@")[2]
