"""One point of an explanation, and the words of both texts that it rests on."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from data.profiles import Need, Offer

MAX_QUOTE = 160
State = Literal["met", "unknown", "conflict"]


@dataclass(frozen=True)
class Reason:
    """One point; quotes stand word for word in the texts of the need and of the offer.

    `question` is what to ask the supplier where the state is unknown.
    """

    feature: str
    state: State
    text: str
    need_quote: str | None = None
    offer_quote: str | None = None
    question: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def quoted(text: str, span: tuple[int, int] | None) -> str | None:
    """The words of a span, None where there are none."""
    return (shortened(text[slice(*span)].strip()) or None) if span else None


def title_of(record: Need | Offer) -> str:
    """The title as it stands in the record's text."""
    return shortened(record.title.strip().rstrip("."))


def shortened(text: str) -> str:
    """The start of a text that may be quoted, cut between words."""
    return text if len(text) <= MAX_QUOTE else text[:MAX_QUOTE].rsplit(" ", 1)[0]
