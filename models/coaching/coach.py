"""What a company had better say of itself: the matcher is asked again as if each missing thing were told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.profiles import Company, Offer
from models.candidates import GRADES, ScoredPair, grade_of
from models.coaching.missing import Missing, missing_for, tellings
from models.matcher import Limits, Matcher
from models.ranking.scoring import Scorer

ALIKE = 2  # needs that ask for a property: one alone may be of another thing
MOST_ASKED = 24  # questions to the matcher about one offer, some 20 ms each


@dataclass(frozen=True)
class Advice:
    """One thing to tell of an offer, and what it would change.

    `needs`, of those that the company is proposed for, would call it fitting where they only ask; `open` have
    a question less; `values` are what the needs ask for, the most useful first.
    """

    offer: Offer
    missing: Missing
    values: tuple[str, ...]
    needs: frozenset[int]
    open: frozenset[int]

    @property
    def is_useful(self) -> bool:
        """Whether telling it changes something: what one need asks for may be of another thing."""
        return bool(self.needs) or len(self.open) >= (ALIKE if self.missing.field == "property" else 1)


def advice(matcher: Matcher, company: Company, offers: Iterable[Offer], limits: Limits) -> list[Advice]:
    """The most useful first: by how many needs would call the company fitting, then by questions less.

    `limits` say which needs count; nothing is told of needs that they leave out.
    """
    found = [one for offer in offers for one in _of_offer(matcher, company, offer, limits)]
    return sorted(found, key=lambda one: (-len(one.needs), -len(one.open), one.offer.id, one.missing))


def _of_offer(matcher: Matcher, company: Company, offer: Offer, limits: Limits) -> list[Advice]:
    before = _near(matcher.scored_needs(offer, company, limits), matcher.scorer)
    told = tellings(offer, company, [scored.pair for scored in before.values()])[:MOST_ASKED]
    gained: dict[Missing, dict[str, frozenset[int]]] = {}
    for one in told:
        after = matcher.scored_needs(one.offer, one.company, limits)
        gained.setdefault(one.missing, {})[one.value] = _gained(before, after, matcher.scorer)
    return [
        Advice(offer, missing, _by_use(values), frozenset().union(*values.values()), _asking(before, missing))
        for missing, values in gained.items()
    ]


def _near(scored: Iterable[ScoredPair], scorer: Scorer) -> dict[int, ScoredPair]:
    # of the judged pairs that are proposed two in three suit, of those just below one in six: what these ask
    # for is mostly of another thing
    return {
        pair.pair.need.id: pair
        for pair in scored
        if pair.pair.need.id and not pair.blocked and pair.probability >= scorer.shown
    }


def _gained(before: Mapping[int, ScoredPair], after: Iterable[ScoredPair], scorer: Scorer) -> frozenset[int]:
    """Needs of `before` whose word is a better one now."""
    return frozenset(
        id_
        for scored in after
        if (id_ := scored.pair.need.id or 0) in before
        and _worth(grade_of(scored, scorer)) > _worth(grade_of(before[id_], scorer))
    )


def _worth(grade: str | None) -> int:
    return len(GRADES) - GRADES.index(grade) if grade else 0


def _by_use(gained: Mapping[str, frozenset[int]]) -> tuple[str, ...]:
    useful = sorted(gained, key=lambda value: -len(gained[value]))  # stable: else the most asked first
    return tuple(value for value in useful if value)


def _asking(before: Mapping[int, ScoredPair], missing: Missing) -> frozenset[int]:
    return frozenset(
        id_ for id_, scored in before.items() if missing in {one for one, _ in missing_for(scored.pair)}
    )
