"""The classifiers of products and of activities: kinds, entries, which code stands above which."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType({"okpd2": "ОКПД2", "okved2": "ОКВЭД2"})
SECTION = re.compile(r"[A-Z]")
PARTS = (2, 4, 6)  # digits after which a code has a full stop
LENGTHS = {"okpd2": (2, 3, 4, 5, 6, 9), "okved2": (2, 3, 4, 5, 6)}


@dataclass(frozen=True)
class CodeEntry:
    """A code with its name; `parent` is the nearest code above it that is there, empty at the top."""

    code: str
    name: str
    description: str = ""
    parent: str = ""


class CodeNames:
    """What the codes of one classifier are called."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def of(self, code: str | None) -> str:
        """The name of a code; empty when the classifier has not this code."""
        return self.names.get(code or "", "")

    def nearest(self, code: str | None, shortest: int = len("23")) -> str:
        """The name of a code, else of the nearest group around it; empty when neither is known.

        Groups with codes shorter than `shortest` name too many things to be told.
        """
        groups = ((code or "")[:length] for length in range(len(code or ""), shortest - 1, -1))
        return next((self.names[group] for group in groups if group in self.names), "")


def dotted(digits: str) -> str:
    """«23.61.11» of 236111."""
    starts = (0, *(at for at in PARTS if at < len(digits)))
    ends = (*starts[1:], len(digits))
    return ".".join(digits[start:end] for start, end in zip(starts, ends, strict=True))


def digits_of(code: str) -> str:
    """«236111» of 23.61.11."""
    return code.replace(".", "")


def codes_above(code: str) -> Iterator[str]:
    """Codes that could stand above a code, the nearest first; not all of them exist.

    The last digit of a subcategory of products is 0 where it is a group of others: 23.61.12.110 stands above
    23.61.12.111.
    """
    digits = digits_of(code)
    if len(digits) == LENGTHS["okpd2"][-1]:
        if digits[-1] != "0":
            yield dotted(digits[:-1] + "0")
        digits = digits[:6]
        yield dotted(digits)
    yield from (dotted(digits[:length]) for length in range(len(digits) - 1, 1, -1))


def parent_of(code: str, known: Collection[str]) -> str:
    """The nearest known code above a code; empty at the top."""
    return next((above for above in codes_above(code) if above in known), "")
