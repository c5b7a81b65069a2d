"""A need read out of a pasted text, to be confirmed by a person: what, how much, where, when, for whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.places import Places
from data.profiles import Company, Need
from models.reading.circumstances import read_circumstances, read_term
from models.reading.company_named import company_named
from models.reading.intent import need_intent
from models.reading.intent_words import NEEDING
from models.reading.pasted_lines import told_parts
from models.reading.spans import folded
from models.reading.text import beginning

MAX_TITLE = 300
# the intent of a text and the kind of a need that asks for it; goods may be of three kinds
_KINDS = {"goods": "product", "equipment": "equipment", "work": "work", "repair": "work"}


@dataclass(frozen=True)
class RequestDraft:
    """A proposal: every text stands in what was pasted, up to white space; nothing found is None."""

    title: str
    description: str
    kind: str | None = None
    volume: float | None = None
    unit: str | None = None
    place: str | None = None
    due: str | None = None
    company_id: int | None = None


def read_request(text: str, places: Places, companies: Iterable[Company] = ()) -> RequestDraft:
    """Phones, mail addresses and tax ids stay in the pasted text and do not go into the need."""
    text = beginning(text)
    parts = told_parts(text)
    named = _naming(parts, places)
    title = _short(parts[named]) if parts else ""
    # of a sentence that is too long for a title nothing is lost: all of it is told below
    rest = [part for i, part in enumerate(parts) if i != named or len(title) < len(_one_line(part))]
    told = "\n".join(parts)
    found = read_circumstances(told, places)
    intent = need_intent(Need(title=title, description="\n".join(rest))) if title else None
    who = company_named(text, companies)
    return RequestDraft(
        title=title,
        description="\n".join(rest),
        kind=_KINDS.get(intent.name, "service") if intent else None,
        volume=found.volume,
        unit=found.unit,
        place=found.place,
        due=read_term(told),
        company_id=who.id if who else None,
    )


def _naming(parts: list[str], places: Places) -> int:
    """Which part names the thing: one that asks, else one with a volume, else the first."""
    whole = [i for i, part in enumerate(parts) if not part.endswith(":")]
    asking = (i for i in whole if NEEDING.search(folded(parts[i])))
    with_volume = (i for i in whole if read_circumstances(parts[i], places).volume is not None)
    first = next(asking, None)
    if first is None:
        first = next(with_volume, None)
    return first if first is not None else next(iter(whole), 0)


def _short(part: str) -> str:
    title = _one_line(part)
    return title if len(title) <= MAX_TITLE else title[:MAX_TITLE].rsplit(" ", 1)[0]


def _one_line(part: str) -> str:
    return " ".join(part.split())
