"""The answer of a search as the page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.profiles import Company, Need, Offer
from data.store.records import companies_by_id
from data.tables.pool import CompanyRow, VerdictRow
from data.tables.saved_searches import SavedSearchRow
from models.candidates import Answer, Candidate, ScoredPair
from models.explaining.questions import questions
from models.explaining.reason import Reason
from service.api.context import services
from service.grades import GRADE_WORDS
from service.web.judging import Judging, Options
from service.web.presenting import snapshot_moment
from service.web.search_form import SUPPLIERS
from service.web.why import Why

MAX_NEAREST = 5


@dataclass(frozen=True)
class FoundCompany:
    """A card of the answer; contacts come from the database as it is now."""

    company: Company
    grade: str | None
    grade_word: str
    records: tuple[Offer | Need, ...]
    reasons: tuple[Reason, ...]
    fails: str | None
    questions: tuple[str, ...]
    rank: int
    verdict: VerdictRow | None = None
    target_field: str = ""
    targets: Options = field(default_factory=list)
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Found:
    """All cards, and of which moment the pool is that they come from.

    `record_id` is of the record of the pool that was asked for as it stands, `saved` the search of the
    caller's that was opened.
    """

    matches: list[FoundCompany]
    near_misses: list[FoundCompany]
    moment: str
    num_by_grade: dict[str, int]
    judging: Judging
    why: Why | None = None
    record_id: int | None = None
    saved: SavedSearchRow | None = None
    sounds_like_offer: bool = False


def found(answer: Answer, judging: Judging) -> Found:
    """The answer with contacts, words and verdicts."""
    nearest = answer.near_misses[:MAX_NEAREST]
    contacts = _contacts(c.company.id for c in (*answer.matches, *nearest))
    words = [GRADE_WORDS[c.grade] for c in answer.matches if c.grade]
    ranked = enumerate((*answer.matches, *nearest), 1)
    cards = [_card(c, judging, contacts.get(c.company.id), rank) for rank, c in ranked]
    return Found(
        matches=cards[: len(answer.matches)],
        near_misses=cards[len(answer.matches) :],
        moment=snapshot_moment(answer.snapshot),
        num_by_grade={word: words.count(word) for word in dict.fromkeys(words)},
        judging=judging,
    )


def _card(candidate: Candidate, judging: Judging, row: CompanyRow | None, rank: int) -> FoundCompany:
    return FoundCompany(
        company=candidate.company,
        grade=candidate.grade,
        grade_word=GRADE_WORDS[candidate.grade] if candidate.grade else "",
        records=tuple(_record(scored, judging.side) for scored in candidate.pairs),
        reasons=candidate.reasons,
        fails=candidate.fails,
        questions=tuple(questions(candidate.reasons)) if judging.side == SUPPLIERS else (),
        rank=rank,
        verdict=judging.verdict_on(candidate),
        target_field=judging.target_field(candidate),
        targets=judging.targets(candidate),
        phone=row.phone if row else None,
        email=row.email if row else None,
        website=row.website if row else None,
    )


def _record(scored: ScoredPair, side: str) -> Offer | Need:
    return scored.pair.offer if side == SUPPLIERS else scored.pair.need


def _contacts(ids: Iterable[int]) -> dict[int, CompanyRow]:
    with services().database.reading() as session:
        return companies_by_id(session, ids)
