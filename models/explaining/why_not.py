"""Why a company is in the answer to a need or not: the pipeline walked step by step for it alone."""

from dataclasses import dataclass, replace

from data.profiles import Company
from models.candidates import Candidate, ScoredPair, explained, ranked_companies
from models.explaining.reason import Reason
from models.explaining.why_admitted import admission_steps, offers_left
from models.explaining.why_ranked import best_probability, limit_step, retrieval_step, score_steps
from models.explaining.why_steps import Inquiry, Step
from models.matcher import Matcher
from models.ranking.filters import Withdrawn
from models.reading.circumstances import completed

# put out before the texts were compared, but they can be compared all the same
_COMPARABLE = frozenset({"hidden", "filtered"})


@dataclass(frozen=True)
class Explanation:
    """`state` names where the company ended; `best` is its best pair, scored even when a step put it out.

    `rank` counts from 1 over matches and near misses; None when the company was not ranked.
    """

    company: Company
    state: str
    rank: int | None
    grade: str | None
    steps: tuple[Step, ...]
    best: ScoredPair | None
    reasons: tuple[Reason, ...]
    snapshot: str
    model: str

    @property
    def would_let_in(self) -> list[str]:
        """What would have let the company in, in the order of the steps that it failed."""
        told = [remedy for step in self.steps if not step.passed for remedy in step.remedies]
        return list(dict.fromkeys(told))


def explain(matcher: Matcher, inquiry: Inquiry) -> Explanation:
    """Walks the steps of a search for one company; those after a failed one say what else is amiss."""
    inquiry = replace(inquiry, need=completed(inquiry.need, matcher.places))
    admission = tuple(admission_steps(matcher, inquiry))
    stopped = next((step for step in admission if not step.passed), None)
    ranking = _ranking(matcher, inquiry) if stopped is None else []
    rank = next((n for n, c in enumerate(ranking, 1) if c.company.id == inquiry.company.id), None)
    ranked = ranking[rank - 1] if rank else None
    own = ranked or _compared(matcher, inquiry, stopped)
    own = explained(own, matcher.places) if own else None
    put_forward = [] if stopped else [retrieval_step(rank is not None)]
    scored = score_steps(matcher, own, best_probability(ranking)) if own else ()
    place = [limit_step(rank, inquiry.limit)] if rank else []
    return Explanation(
        company=inquiry.company,
        state=stopped.state if stopped else _state(ranked, rank, inquiry.limit),
        rank=rank,
        grade=ranked.grade if ranked else None,
        steps=(*admission, *put_forward, *scored, *place),
        best=own.pairs[0] if own else None,
        reasons=own.reasons if own else (),
        snapshot=matcher.snapshot.name,
        model=matcher.snapshot.identity.name,
    )


def _ranking(matcher: Matcher, inquiry: Inquiry) -> list[Candidate]:
    scored = matcher.scored_suppliers(inquiry.need, inquiry.limits)
    pairs = ((pair.pair.company, pair) for pair in scored)
    return ranked_companies(pairs, matcher.scorer, matcher.scorer.near_best)


def _compared(matcher: Matcher, inquiry: Inquiry, stopped: Step | None) -> Candidate | None:
    """The company by its offers that are left, else by all of them; what a verdict hid, as without it."""
    if stopped and stopped.state not in _COMPARABLE:
        return None
    if stopped and stopped.state == "hidden":
        inquiry = replace(inquiry, hidden=Withdrawn())
    scored = matcher.scored_offers(inquiry.need, inquiry.company.id)
    left = offers_left(matcher, inquiry)
    scored = [one for one in scored if one.pair.offer in left] or scored
    ranked = ranked_companies(((inquiry.company, pair) for pair in scored), matcher.scorer)
    return ranked[0] if ranked else None


def _state(ranked: Candidate | None, rank: int | None, limit: int) -> str:
    if ranked is None or rank is None:
        return "not_retrieved"
    if rank > limit:
        return "beyond_limit"
    return "match" if ranked.grade else "near_miss"
