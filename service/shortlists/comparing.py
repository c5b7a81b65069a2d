"""The use case of comparing companies, for a need or as they are."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Company, Need, Offer, Pool
from data.store.duplicates import kept_for
from data.store.pool import company_profile
from data.store.records import archived_ids, companies_by_id
from data.store.verdicts import verdicts_on_need
from data.tables.pool import CompanyRow, OfferRow, VerdictRow
from models.candidates import Candidate
from models.ranking.filters import Withdrawn
from models.reading.text import need_text
from service.access import Caller, may_compare, may_see_verdicts
from service.errors import ForbiddenError
from service.live_matcher import LiveMatcher
from service.shortlists.answers import agreeing, answers_on
from service.shortlists.chosen import candidates_of
from service.shortlists.comparison import MAX_COMPARED, MAX_OFFERS, Compared, Comparison


class Comparing:
    """Ranks as the search does; the database says what has left the pool."""

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def compared(self, caller: Caller, need: Need | None, ids: Sequence[int]) -> Comparison:
        """The first few of these companies that are in the pool, in the order given; none stands twice.

        Raises ForbiddenError, NotReadyError.
        """
        if not may_compare(caller):
            raise ForbiddenError("Поставщиков сравнивают сотрудники ассоциации")
        matcher = self._live.current()
        with self._database.reading() as session:
            ids = _standing(session, ids)
            rows = companies_by_id(session, ids)
            kept = [id_ for id_ in ids if id_ in rows][:MAX_COMPARED]
            gone = archived_ids(session, OfferRow)
            answers = answers_on(session, caller, need)
            verdicts = _verdicts(session, need) if need and may_see_verdicts(caller) else []
        pool = matcher.snapshot.pool
        found = candidates_of(matcher, need, kept, Withdrawn(offers=gone)) if need else {}
        columns = [
            _column(_profile(pool, rows[id_]), rows[id_], _offers(pool, id_, gone), found.get(id_))
            for id_ in kept
        ]
        judged = tuple(
            _judged(replace(column, answer=answers.get(column.company.id)), verdicts) for column in columns
        )
        return Comparison(need, judged, matcher.snapshot.name, len(rows), len(ids) - len(rows))


def _standing(session: Session, ids: Sequence[int]) -> list[int]:
    """The companies that these are now: one that was merged is a part of another."""
    live = companies_by_id(session, ids)
    merged = {id_: kept_for(session, id_) for id_ in ids if id_ not in live}
    return list(dict.fromkeys(kept.id if (kept := merged.get(id_)) else id_ for id_ in ids))


def _verdicts(session: Session, need: Need) -> list[VerdictRow]:
    return verdicts_on_need(session, need.id, need_text(need))


def _profile(pool: Pool, row: CompanyRow) -> Company:
    known = pool.company_by_id.get(row.id)
    return company_profile(row, known.contract if known else False)


def _offers(pool: Pool, company_id: int, gone: frozenset[int]) -> list[Offer]:
    return [offer for offer in pool.offers if offer.company_id == company_id and offer.id not in gone]


def _column(
    company: Company, row: CompanyRow, offers: Sequence[Offer], candidate: Candidate | None
) -> Compared:
    best = [one.pair.offer for one in candidate.pairs if one.pair.offer in offers] if candidate else offers
    return Compared(
        company,
        tuple(best[:MAX_OFFERS]),
        len(offers),
        candidate,
        phone=row.phone,
        email=row.email,
        website=row.website,
    )


def _judged(column: Compared, verdicts: Sequence[VerdictRow]) -> Compared:
    said = next((row for row in verdicts if row.company_id == column.company.id), None)
    return replace(column, verdict=agreeing(said, column.answer))
