"""What a mail server answered, and what follows for the letter."""

import re
from dataclasses import dataclass
from typing import Literal

Fate = Literal["sent", "temporary", "permanent", "unknown"]

# RFC 3463: of the other 5.1.x some are about the sender
_NO_SUCH_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
_NO_SUCH_ADDRESS_CODES = frozenset({550, 551, 553})
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
_MAX_LENGTH = 200


@dataclass(frozen=True)
class Outcome:
    """`answer` is short and holds no address; `address_is_dead` where nobody can ever be reached there."""

    fate: Fate
    answer: str
    address_is_dead: bool = False


def refused(code: int, text: bytes, *, at_recipient: bool = False) -> Outcome:
    """The server said no before it had the letter: for now, or for good."""
    answer = told(code, text)
    if not 500 <= code < 600:  # 4xx, and what is no answer at all
        return Outcome("temporary", answer)
    return Outcome("permanent", answer, _is_dead(code, answer, at_recipient))


def decided(code: int, text: bytes) -> Outcome:
    """What the server said once it had the whole letter; what cannot be read tells nothing."""
    if 200 <= code < 300:
        return Outcome("sent", told(code, text))
    if 400 <= code < 600:
        return refused(code, text)
    return Outcome("unknown", told(code, text))


def told(code: int, text: bytes) -> str:
    """An answer as it may be kept and logged."""
    words = short(text.decode("utf-8", "replace"))
    return short(f"{code} {words}" if code > 0 else f"ответ не разобран: {words}")


def short(text: str) -> str:
    """On one line, not long, and without addresses."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return _ADDRESS.sub("<адрес>", " ".join(printable.split()))[:_MAX_LENGTH]


def _is_dead(code: int, answer: str, at_recipient: bool) -> bool:
    enhanced = _ENHANCED.search(answer)
    if enhanced:
        return enhanced[0] in _NO_SUCH_ADDRESS
    return at_recipient and code in _NO_SUCH_ADDRESS_CODES
