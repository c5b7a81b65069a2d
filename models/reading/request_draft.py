"""A need read out of a pasted text, to be confirmed by a person: what, how much, where, when, for whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.places import Places
from data.profiles import Company, Need
from models.reading.circumstances import read_circumstances
from models.reading.company_named import company_named, name_words
from models.reading.intent import need_intent
from models.reading.intent_words import NEEDING
from models.reading.pasted_lines import told_parts
from models.reading.request_amounts import Amount, read_amount
from models.reading.request_persons import matter_of
from models.reading.request_places import read_place
from models.reading.request_term import read_term
from models.reading.request_title import asked_thing
from models.reading.several_things import several_things
from models.reading.spans import folded
from models.reading.text import beginning

MAX_TITLE = 300
# the intent of a text and the kind of a need that asks for it; goods may be of three kinds
_KINDS = {"goods": "product", "equipment": "equipment", "work": "work", "repair": "work"}
# «цемент, 60 т, доставка в Тюмень», «кто может поставить краску»: goods are brought, nobody orders a service
_BROUGHT = re.compile(
    r"\b(?:доставк\w+|доставить|постав(?:ить|ит|ят|ку|ка)|привез(?:ти|ет|ут)|самовывоз\w*)\b"
)
# «Надо 300 кубов в Тюмень»: what is needed was said before
_AMOUNT_ALONE = re.compile(
    r"^(?:надо|нужно|нужны|требуется|необходимо)\s+(?:\d[\d .,]*\w+\.?\s*)(?:$|[.,;]|(?:в|на|до|к|с)\s)"
)


@dataclass(frozen=True)
class RequestDraft:
    """A proposal: every text, the title piece by piece, stands in what was pasted; nothing found is None."""

    title: str
    description: str
    kind: str | None = None
    volume: float | None = None
    unit: str | None = None
    place: str | None = None
    due: str | None = None
    company_id: int | None = None


def read_request(
    text: str, places: Places, companies: Iterable[Company] = (), about: str | None = None
) -> RequestDraft:
    """Phones, mail addresses and tax ids stay in the pasted text and do not go into the need.

    `about` is one of `several_things` that the text asks for: the need is that one alone.
    """
    text = beginning(text)
    parts = told_parts(text)
    told = "\n".join(parts)
    if about is not None:
        things = (about, *several_things(text))
        parts = [about, *(part for part in parts if not any(thing in _one_line(part) for thing in things))]
    named = 0 if about is not None else _naming(parts)
    sentence = _one_line(parts[named]) if parts else ""
    asked = asked_thing(", ".join(matter_of(sentence)), places)
    # of a sentence that is too long for a title nothing is lost: all of it is told below
    is_long = len(sentence) > MAX_TITLE
    others = [matter_of(part) for i, part in enumerate(parts) if i != named or is_long]
    if not is_long:
        others.insert(named, list(asked.besides))
    who = company_named(text, companies)
    rest = [piece for pieces in others for piece in pieces if not (who and _is_called(piece, who))]
    title = _short(asked.title)
    amount = read_amount(sentence) or read_amount("\n".join(rest)) or Amount(None, None)
    return RequestDraft(
        title=title,
        description="\n".join(rest),
        kind=_kind(asked.told, "\n".join(rest), amount),
        volume=amount.volume,
        unit=amount.unit,
        place=read_circumstances(told, places).place or read_place(told, places),
        due=read_term(told),
        company_id=who.id if who else None,
    )


def _naming(parts: list[str]) -> int:
    """Which part names the thing: one that asks, else one with an amount, else the first."""
    whole = [i for i, part in enumerate(parts) if not part.endswith(":")]
    asking = next((i for i in whole if NEEDING.search(folded(parts[i]))), None)
    if asking is not None:
        is_said_before = _AMOUNT_ALONE.match(folded(parts[asking])) and asking - 1 in whole
        return asking - 1 if is_said_before else asking
    with_amount = (i for i in whole if read_amount(parts[i]))
    return next(with_amount, next(iter(whole), 0))


def _is_called(piece: str, company: Company) -> bool:
    """Whether a piece says nothing but the name of who asks."""
    return set(name_words(piece)) <= set(name_words(company.name))


def _kind(title: str, description: str, amount: Amount) -> str | None:
    if not title:
        return None
    if amount.volume is not None:
        title, description = (_BROUGHT.sub(" ", folded(text)) for text in (title, description))
    intent = need_intent(Need(title=title or " ", description=description))
    if intent is None:
        return None if amount.volume is None else "product"
    return _KINDS.get(intent.name, "service")


def _short(title: str) -> str:
    return title if len(title) <= MAX_TITLE else title[:MAX_TITLE].rsplit(" ", 1)[0]


def _one_line(part: str) -> str:
    return " ".join(part.split())
