"""Facts of a need against facts of an offer: where they agree, differ, or the offer does not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.specifications.fact import Fact
from models.specifications.facts import facts, wanted_facts
from models.specifications.values import State, answer
from models.specifications.words import KIND

Span = tuple[int, int]
_STATES = ("agree", "conflict", "unknown")
_MOST = 20  # values of one property in one text
_ANSWERS = ("agree", "unknown", "conflict")  # a value that may fit outweighs one that does not


@dataclass(frozen=True)
class Comparison:
    """One property of a need against an offer; `text` is a sentence for staff.

    `state` is "agree", "conflict" or "unknown"; spans are of the need's and of the offer's text.
    """

    name: str
    state: State
    text: str
    need_span: Span
    offer_span: Span | None


@lru_cache(maxsize=65_536)
def compared(need_text: str, offer_text: str) -> tuple[Comparison, ...]:
    """Every property that the need states, in order of its text; several stated values are a choice."""
    offered = facts(offer_text)
    found = []
    title_end = len(need_text.split(". ", maxsplit=1)[0])
    for stated in _properties(wanted_facts(need_text)):
        if not any(fact.firm for fact in stated):
            continue
        wanted = _of_title(stated, title_end)
        same = [fact for fact in offered if (fact.name, fact.subject) == (wanted[0].name, wanted[0].subject)]
        found.append(_comparison(wanted, same, need_text, offer_text))
    return tuple(_once(found))


def _of_title(stated: list[Fact], title_end: int) -> list[Fact]:
    """Kinds that the title names are the ones wanted: «навалом. Мешками не возить же» wants no bags."""
    named = [fact for fact in stated if fact.firm and fact.start < title_end]
    return named if named and stated[0].name.startswith(KIND) else stated


def _once(found: list[Comparison]) -> Iterable[Comparison]:
    """One word may belong to several groups: it counts once, as the group that has most to say."""
    best: dict[Span, Comparison] = {}
    for comparison in found:
        other = best.get(comparison.need_span)
        if other is None or _STATES.index(comparison.state) < _STATES.index(other.state):
            best[comparison.need_span] = comparison
    return best.values()


def _properties(found: Iterable[Fact]) -> list[list[Fact]]:
    """Facts of one property together, properties in order of their first fact."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in found:
        groups.setdefault((fact.name, fact.subject), []).append(fact)
    return list(groups.values())


def _comparison(wanted: list[Fact], offered: list[Fact], need_text: str, offer_text: str) -> Comparison:
    need, offer, state = wanted[0], None, "unknown"
    answers = [(_answer(w, o), w, o) for w in _different(wanted) for o in _different(offered)]
    for wish in _ANSWERS:
        best = next((a for a in answers if a[0] == wish), None)
        if best:
            state, need, offer = best
            break
    asked = need_text[need.start : need.end].strip()
    told = (
        f"предлагают {offer_text[offer.start : offer.end].strip()}" if offer else "в предложении не указано"
    )
    return Comparison(
        need.name,
        state,
        f"{need.name}: нужно {asked}, {told}",
        (need.start, need.end),
        (offer.start, offer.end) if offer else None,
    )


def _different(stated: list[Fact]) -> list[Fact]:
    """The first fact of each value; a text of more of them than a list of goods has is not read on."""
    first: dict[object, Fact] = {}
    for fact in stated:
        first.setdefault((fact.values, fact.rule, fact.firm), fact)
    return list(first.values())[:_MOST]


def _answer(wanted: Fact, offered: Fact) -> State:
    """The best answer of any offered value to any wanted one; what is not firm leaves it open."""
    if not (wanted.firm and offered.firm):
        return "unknown"
    answers = {answer(w, o, wanted.rule) for w in wanted.values for o in offered.values}
    return next(state for state in _ANSWERS if state in answers)
