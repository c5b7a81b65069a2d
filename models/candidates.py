"""Answers of a search: companies in rank order with their records, grades and reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from data.places import Places
from data.profiles import Company
from models.explaining.reason import Reason
from models.explaining.reasons import conflicts, reasons
from models.ranking.agreements import Pair
from models.ranking.features import contradicted
from models.ranking.scoring import Scorer

MAX_RECORDS = 5
TOO_LITTLE = "Предлагает другое"
FURTHER_OFF = "Другие предложения подходят лучше"
GRADES = ("fits", "clarify", "little_data")  # best first


@dataclass(frozen=True)
class ScoredPair:
    """A pair and the probability that it suits; a blocked one is not proposed however high that is.

    `features` are the row that the probability was made of, in the order of models.ranking.features.FEATURES.
    """

    pair: Pair
    probability: float
    blocked: bool = False
    features: tuple[float, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A company with its records, best first; a near miss has no grade and says what it fails."""

    company: Company
    probability: float
    grade: str | None
    pairs: tuple[ScoredPair, ...]
    reasons: tuple[Reason, ...] = ()
    fails: str | None = None

    @property
    def could_supply(self) -> bool:
        """Whether it fits, or may once questions are answered; where data are few nobody can say so."""
        return self.grade in ("fits", "clarify")


@dataclass(frozen=True)
class Answer:
    """Companies in rank order: those that are proposed, then the nearest misses."""

    matches: tuple[Candidate, ...]
    near_misses: tuple[Candidate, ...]
    snapshot: str
    model: str
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def no_match(self) -> bool:
        """Nobody of the pool is proposed."""
        return not self.matches


def ranked_companies(
    scored: Iterable[tuple[Company, ScoredPair]], scorer: Scorer, near_best: float = 0.0
) -> list[Candidate]:
    """One candidate a company, judged by its best record; within a grade members come first.

    Who is below `near_best` times the best probability is a near miss; a record so much weaker than the best
    of its own company is left out. A card of little data, of which nobody knows whether it suits, puts nobody
    out.
    """
    by_company: dict[int, list[ScoredPair]] = {}
    companies: dict[int, Company] = {}
    for company, pair in scored:
        by_company.setdefault(company.id, []).append(pair)
        companies[company.id] = company
    candidates = [_candidate(companies[id_], pairs, scorer, near_best) for id_, pairs in by_company.items()]
    best = max((c.probability for c in candidates if c.could_supply), default=0.0)
    near = [
        c if not c.grade or c.probability >= near_best * best else replace(c, grade=None, fails=FURTHER_OFF)
        for c in candidates
    ]
    return sorted(near, key=_rank)


def grade_of(pair: ScoredPair, scorer: Scorer) -> str | None:
    """The word of a pair; None where it is not proposed. What something known contradicts never «fits»."""
    if pair.blocked:
        return None
    grade = scorer.grade(pair.probability, pair.pair.offer.provisional)
    return "clarify" if grade == "fits" and contradicted(pair.features) else grade


def explained(candidate: Candidate, places: Places) -> Candidate:
    """The same with reasons for its best pair, and what a near miss fails."""
    found = reasons(candidate.pairs[0].pair, places)
    told = [*conflicts(found), candidate.fails]
    fails = None if candidate.grade else "; ".join(filter(None, told)) or TOO_LITTLE
    return replace(candidate, reasons=tuple(found), fails=fails)


def _candidate(company: Company, pairs: list[ScoredPair], scorer: Scorer, near_best: float) -> Candidate:
    best_first = sorted(pairs, key=lambda p: (p.blocked, -p.probability))[:MAX_RECORDS]
    best = best_first[0]
    grade = grade_of(best, scorer)
    if grade is None:  # the nearest miss may be one that is only too far away
        best_first.sort(key=lambda p: -p.probability)
        best = best_first[0]
    least = max(scorer.shown, near_best * best.probability)  # of one seller, too, much weaker ones are noise
    worth_showing = [p for p in best_first if p is best or (p.probability >= least and not p.blocked)]
    return Candidate(company, best.probability, grade, tuple(worth_showing))


def _rank(candidate: Candidate) -> tuple[int, bool, float]:
    if candidate.grade is None:
        return len(GRADES), False, -candidate.probability
    is_member = candidate.company.status == "member"
    return GRADES.index(candidate.grade), not is_member, -candidate.probability
