"""What is really wanted or offered, finer than the kind: a crane, its rental, its repair or its inspection.

A kind that somebody filled in is believed, the words of the text refine it; without a kind the words decide.
The title goes before the description, and what a clause refuses is not read.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.profiles import Need, Offer
from data.vocabulary import GOODS_KINDS
from models.reading import intent_words as words
from models.reading.refusal_clauses import Span, blanked, declined, refusals
from models.reading.spans import folded
from models.reading.text import beginning, need_text, offer_text

INTENTS = (
    "goods",
    "equipment",
    "rental",
    "repair",
    "inspection",
    "work",
    "transport",
    "design",
    "disposal",
    "service",
)
_THINGS = frozenset({"goods", "equipment"})
_LEAD = 80  # characters before a doing that hold «на время», «для строительной»
# pairs that people mix: a crane with its driver carries and mounts, a repair is a work, disposal carries away
_MIXED = frozenset(
    frozenset(pair)
    for pair in (
        ("rental", "transport"),
        ("rental", "work"),
        ("repair", "work"),
        ("rental", "disposal"),
        ("transport", "disposal"),
        ("transport", "work"),
        ("disposal", "work"),
        ("inspection", "design"),
        ("design", "work"),
        ("goods", "equipment"),
    )
)


@dataclass(frozen=True)
class Intent:
    """An intent and the words it rests on; no span when only the kind of the record says it."""

    name: str
    start: int | None = None
    end: int | None = None
    also: frozenset[str] = frozenset()  # what the text names besides: «ремонт и поверка»


def need_intent(need: Need) -> Intent | None:
    """What the need is after; spans are of `need_text`. None when neither kind nor words tell."""
    return _intent(need.kind, need.title.strip(), beginning(need_text(need)), True)


def offer_intent(offer: Offer) -> Intent | None:
    """What the offer sells; spans are of `offer_text`. A provisional offer has no kind of its own."""
    kind = None if offer.provisional else offer.kind
    return _intent(kind, offer.title.strip(), beginning(offer_text(offer)), False)


def intent_agreement(need: Need, offer: Offer) -> float:
    """1 for the same intent, -1 for one clearly different, 0 for unknown or a pair that people mix."""
    asked, given = need_intent(need), offer_intent(offer)
    if asked is None or given is None:
        return 0.0
    if asked.name == given.name:
        return 1.0
    open_ended = "service" in (asked.name, given.name) and not _THINGS & {asked.name, given.name}
    if open_ended or asked.name in given.also or frozenset((asked.name, given.name)) in _MIXED:
        return 0.0
    return -1.0


def offers_something(text: str) -> Span | None:
    """The words that show that the writer offers rather than needs: «есть 400 поддонов», «сдам в аренду»."""
    text = beginning(text)
    low = blanked(folded(text), refusals(text))
    found = words.OFFERING.search(low)
    if not found or words.NEEDING.search(low):
        return None
    start = next(i for i in range(found.start(), found.end()) if low[i].isalpha())
    return start, start + len(low[start : found.end()].rstrip())


@lru_cache(maxsize=16_384)
def _intent(kind: str | None, title: str, text: str, asks: bool) -> Intent | None:
    low = blanked(folded(text), refusals(text) if asks else declined(text))
    border = min(len(title), len(low))
    if kind in GOODS_KINDS or kind == "equipment":
        return _thing("equipment" if kind == "equipment" else "goods", low, border)
    if kind is None:
        return _of_words(low, border)
    only = ("repair", "work", "disposal") if kind == "work" else tuple(words.DOING)
    named = _first(low[:border], only) or _first(low, only)
    also = {name for name in words.DOING if words.DOING[name].search(low)}
    if words.MAKING.search(low, 0, border):
        also.add("goods")
    if named is None:
        machine = words.MACHINE.search(low, 0, border)
        # a machine that is called a service is one for hire
        named = ("rental", machine.span()) if machine and kind == "service" else None
    name, span = named or (kind, None)
    start, end = span or (None, None)
    return Intent(name, start, end, frozenset(also))


def _thing(name: str, low: str, border: int) -> Intent:
    bought = words.BUY.search(low)
    hired = words.HIRED.search(low, 0, border)
    also = frozenset({"rental"}) if hired else frozenset[str]()
    start, end = bought.span() if bought else (None, None)
    return Intent(name, start, end, also)


def _of_words(low: str, border: int) -> Intent | None:
    """What the words alone tell: the title must name a doing, a purchase, or a thing by grade and volume."""
    machine = words.MACHINE.search(low, 0, border)
    bought = words.BUY.search(low)
    hired = words.HIRED.search(low) if machine else None
    named = _first(low[:border], tuple(words.DOING), strict=True)
    if named and (named[0] != "rental" or machine or words.HIRED.search(low, 0, border)):
        return Intent(named[0], *named[1])
    if bought:
        return Intent("equipment" if machine else "goods", *bought.span())
    if hired:
        return Intent("rental", *hired.span())
    thing = words.THINGS.search(low, 0, border)
    return Intent("goods", *thing.span()) if thing and not machine else None


def _first(low: str, names: tuple[str, ...], *, strict: bool = False) -> tuple[str, Span] | None:
    """The doing that is named first; a strict reading passes over what is told by the way."""
    found = []
    for name in names:
        for match in words.DOING[name].finditer(low):
            if not strict or name == "rental" or not _by_the_way(low, match.start(), match.end()):
                found.append((name, match.span()))
                break
    return min(found, key=lambda one: one[1][0], default=None)


def _by_the_way(low: str, start: int, end: int) -> bool:
    lead = words.BY_THE_WAY.search(low, max(0, start - _LEAD), start)
    return bool(lead or words.BY_MEANS_OF.search(low, start, end))
