"""Use cases of reading the pool record by record: what there is for the caller, and how it is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Company, Need, Offer
from data.store.need_pages import Position, needs_after
from data.store.pool import company_profile, need_profile, offer_profile
from data.store.records import companies_after, find, records_of
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import Caller, may_see_needs_of, sees_company, sees_need
from service.errors import NotFoundError
from service.need_terms import NeedTerms
from service.seeing.sight import Sight
from service.seeing.told import region_of, without_asker, without_capacity

NOT_THERE = "Такой записи нет"
BATCH = 200  # rows that are read at a time until a page is full


@dataclass(frozen=True)
class Seen:
    """A record, and those of its fields that are told otherwise than they stand in it."""

    row: Any
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SeenNeed(Seen):
    """A need and who asks; where that is not told, roughly where."""

    asker: CompanyRow | None = None
    region: str | None = None


@dataclass(frozen=True)
class SeenCompany(Seen):
    """A company with what the caller sees of its offers and needs."""

    offers: Sequence[Seen] = ()
    needs: Sequence[Seen] = ()


@dataclass(frozen=True)
class Wanted:
    """A page of companies: those after an id, of a status, with a part of the name."""

    after: int = 0
    limit: int = 50
    name: str | None = None
    status: str | None = None


class PoolReading:
    """Each use case raises NotFoundError alike for what there is not and for what the caller must not see."""

    def __init__(self, database: Database, terms: NeedTerms) -> None:
        self._database = database
        self._terms = terms

    def companies(self, caller: Caller, wanted: Wanted) -> list[Seen]:
        """One more than the limit where the list goes on."""
        with self._database.reading() as session:
            sight = Sight.of(session, caller)
            rows = islice(_visible(session, caller, wanted), wanted.limit + 1)
            return [Seen(row, _hidden(sight.hidden_fields(row.id))) for row in rows]

    def company(self, caller: Caller, id_: int) -> SeenCompany:
        """A company; whose needs are told, is told who asks for them."""
        with self._database.reading() as session:
            row = find(session, CompanyRow, id_)
            if row is None or not sees_company(caller, row):
                raise NotFoundError(NOT_THERE)
            sight = Sight.of(session, caller)
            hidden = _hidden(sight.hidden_offer_fields(row))
            needs = records_of(session, NeedRow, id_) if may_see_needs_of(caller, id_) else []
            return SeenCompany(
                row,
                _hidden(sight.hidden_fields(id_)),
                offers=[Seen(offer, hidden) for offer in records_of(session, OfferRow, id_)],
                needs=[Seen(need) for need in needs],
            )

    def offer(self, caller: Caller, id_: int) -> Seen:
        """An offer of a company that the caller sees."""
        with self._database.reading() as session:
            row = find(session, OfferRow, id_)
            if row is None or not sees_company(caller, row.company):
                raise NotFoundError(NOT_THERE)
            return Seen(row, _hidden(Sight.of(session, caller).hidden_offer_fields(row.company)))

    def need(self, caller: Caller, id_: int) -> SeenNeed:
        """A need that the caller sees."""
        with self._database.reading() as session:
            row = find(session, NeedRow, id_)
            if row is None or not _sees_need(caller, row):
                raise NotFoundError(NOT_THERE)
            return _seen(Sight.of(session, caller), row)

    def needs(self, caller: Caller, after: Position, limit: int) -> list[SeenNeed]:
        """The caller's own needs, then those of others that count today; one more than the limit."""
        with self._database.reading() as session:
            sight = Sight.of(session, caller)
            gone = self._terms.withdrawn(session)
            rows = needs_after(session, caller.company_id, after)
            seen = (
                r
                for r in rows
                if _sees_need(caller, r) and (may_see_needs_of(caller, r.company_id) or r.id not in gone)
            )
            return [_seen(sight, row) for row in islice(seen, limit + 1)]

    def asked_need(self, caller: Caller, id_: int) -> Need:
        """A need as the caller may look suppliers up for it: without who asks, where that is hidden."""
        with self._database.reading() as session:
            row = find(session, NeedRow, id_)
            if row is None or not _sees_need(caller, row):
                raise NotFoundError(NOT_THERE)
            is_told = Sight.of(session, caller).sees_asker(row)
            return need_profile(row) if is_told else replace(without_asker(row), id=None)

    def asked_offer(self, caller: Caller, id_: int) -> tuple[Offer, Company]:
        """An offer as the caller may have buyers looked up for it, and who sells it."""
        with self._database.reading() as session:
            row = find(session, OfferRow, id_)
            if row is None or not sees_company(caller, row.company):
                raise NotFoundError(NOT_THERE)
            hidden = Sight.of(session, caller).hidden_offer_fields(row.company)
            offer = offer_profile(row)
            return without_capacity(offer) if hidden else offer, company_profile(row.company)


def _visible(session: Session, caller: Caller, wanted: Wanted) -> Iterator[CompanyRow]:
    after = wanted.after
    while rows := companies_after(session, after, BATCH, wanted.name, wanted.status):
        yield from (row for row in rows if sees_company(caller, row))
        after = rows[-1].id


def _sees_need(caller: Caller, row: NeedRow) -> bool:
    """Of whom no name is given, nothing need be known; batch work is told all names, but not of prospects."""
    return sees_need(caller, row) and (not caller.is_batch or sees_company(caller, row.company))


def _seen(sight: Sight, row: NeedRow) -> SeenNeed:
    if sight.sees_asker(row):
        return SeenNeed(row, asker=row.company, region=row.company.region)
    told = without_asker(row)
    words = {"title": told.title, "description": told.description or None, "place": told.place}
    hidden = dict.fromkeys(("company_id", "code", "current_supplier", "updated_at"))
    return SeenNeed(row, words | hidden, region=region_of(row.place, row.company.region))


def _hidden(names: frozenset[str]) -> dict[str, None]:
    return dict.fromkeys(names)
