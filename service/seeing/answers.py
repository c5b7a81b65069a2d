"""Answers of the matcher as they are told to somebody who must not see all of the pool."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from data.places import Places
from data.profiles import Offer
from data.tables.pool import NeedRow
from models.candidates import Answer, Candidate
from models.explaining.reasons import reasons
from models.matcher import Matcher
from models.ranking.agreements import Pair
from service.seeing.sight import Sight
from service.seeing.told import without_capacity


def as_told(answer: Answer, sight: Sight, session: Session, places: Places) -> Answer:
    """The answer with needs in the words of now, naming nobody who is hidden from the caller."""
    if sight.caller.is_staff:
        return answer
    ids = {scored.pair.need.id for c in (*answer.matches, *answer.near_misses) for scored in c.pairs}
    query = select(NeedRow).where(NeedRow.id.in_(ids)).options(joinedload(NeedRow.company))
    needs = {row.id: sight.told_need(row)[0] for row in sight.visible(session.scalars(query))}

    def told(candidate: Candidate) -> Candidate:
        pairs = tuple(
            replace(scored, pair=replace(scored.pair, need=needs[scored.pair.need.id]))
            for scored in candidate.pairs
            if scored.pair.need.id in needs
        )
        return replace(candidate, pairs=pairs, reasons=tuple(reasons(pairs[0].pair, places)) if pairs else ())

    return replace(
        answer,
        matches=tuple(c for c in map(told, answer.matches) if c.pairs),
        near_misses=tuple(c for c in map(told, answer.near_misses) if c.pairs),
    )


def without_capacities(answer: Answer, sight: Sight, matcher: Matcher) -> Answer:
    """The answer without capacities that are hidden from the caller, in offers and in reasons."""
    if sight.caller.is_staff:
        return answer
    shown = {c.company.id for c in (*answer.matches, *answer.near_misses)}
    offers: dict[int, list[Offer]] = defaultdict(list)
    for offer in matcher.snapshot.pool.offers:
        if offer.company_id in shown:
            offers[offer.company_id].append(offer)

    def told(candidate: Candidate) -> Candidate:
        company = candidate.company
        if sight.sees_capacity(company, offers[company.id]):
            return candidate
        return _without_capacity(candidate, matcher)

    return replace(
        answer,
        matches=tuple(map(told, answer.matches)),
        near_misses=tuple(map(told, answer.near_misses)),
    )


def _without_capacity(candidate: Candidate, matcher: Matcher) -> Candidate:
    # the ranking knows nothing of capacities: only words need to be found anew
    pairs = tuple(
        replace(scored, pair=Pair(scored.pair.need, without_capacity(scored.pair.offer), scored.pair.company))
        for scored in candidate.pairs
    )
    return replace(candidate, pairs=pairs, reasons=tuple(reasons(pairs[0].pair, matcher.places)))
