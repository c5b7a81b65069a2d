"""Chosen companies as suppliers of one need: as the search ranks them, also those that it leaves out."""

from collections.abc import Collection, Iterable

from data.profiles import Need
from models.candidates import Candidate, ScoredPair, explained, ranked_companies
from models.matcher import Limits, Matcher
from models.ranking.filters import Withdrawn
from models.reading.circumstances import completed


def candidates_of(
    matcher: Matcher, need: Need, ids: Collection[int], withdrawn: Withdrawn
) -> dict[int, Candidate]:
    """By company; none of one that cannot supply, of the asker, and of one that the snapshot does not know.

    A company that the search did not rank is judged by whatever it offers, and is a near miss at best.
    """
    need = completed(need, matcher.places)
    scored = matcher.scored_suppliers(need, Limits(withdrawn=withdrawn))
    ranked = _ranked(matcher, scored, matcher.scorer.near_best)
    found = {candidate.company.id: candidate for candidate in ranked if candidate.company.id in ids}
    for id_ in ids:
        if id_ not in found and id_ != need.company_id:
            scored = matcher.scored_offers(need, id_)
            own = [one for one in scored if one.pair.offer.id not in withdrawn.offers]
            found |= {c.company.id: c for c in _ranked(matcher, own)}
    return {id_: explained(candidate, matcher.places) for id_, candidate in found.items()}


def _ranked(matcher: Matcher, scored: Iterable[ScoredPair], near_best: float = 0.0) -> list[Candidate]:
    pairs = ((one.pair.company, one) for one in scored)
    return ranked_companies(pairs, matcher.scorer, near_best)
