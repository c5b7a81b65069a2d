"""The use case of the map: companies, needs, unmet needs, or offers of a product, by municipality."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from data.database import Database
from data.places import Place
from data.profiles import Need
from data.references import places
from data.store.whereabouts import CompanyAt, NeedAt, companies_at, needs_at
from models.niches.niche import Niche
from models.ranking.filters import Filters
from service.access import Caller, may_see_overview
from service.errors import ForbiddenError, NotReadyError
from service.mapping.spots import Item, Spot, gathered, known_places
from service.mapping.tiles import Cell, placed
from service.market.niches import Niches
from service.matchmaking import Matchmaking
from service.need_terms import NeedTerms

Layer = Literal["companies", "needs", "unmet", "offers"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
MAX_FOUND = 100  # companies with an offer of the product


@dataclass(frozen=True)
class Asked:
    """What the map is to show; `status` limits companies, `product` is searched for among offers."""

    layer: Layer = "companies"
    status: str | None = None
    product: str = ""


@dataclass(frozen=True)
class Region:
    """The municipalities of a region, each in its cell; tiles stay where they are whatever is shown."""

    name: str
    cells: Mapping[Place, Cell]


@dataclass(frozen=True)
class Map:
    """`spots` hold what was asked for; None while it cannot be told yet, `waiting` says why."""

    regions: tuple[Region, ...]
    spots: tuple[Spot, ...] | None
    waiting: str = ""

    @property
    def total(self) -> int:
        """How many things are shown, with those that lack a place."""
        return sum(len(spot.items) for spot in self.spots or ())

    def spot(self, key: str) -> Spot | None:
        """The one that an address names."""
        return next((spot for spot in self.spots or () if spot.key == key), None)


class Maps:
    """Reads companies and needs in brief, so that a pool of thousands is drawn at once."""

    def __init__(
        self, database: Database, niches: Niches, matchmaking: Matchmaking, terms: NeedTerms
    ) -> None:
        self._database = database
        self._terms = terms
        self._niches = niches
        self._matchmaking = matchmaking

    def map(self, caller: Caller, asked: Asked) -> Map:
        """The map of this moment. Raises ForbiddenError."""
        if not may_see_overview(caller):
            raise ForbiddenError("Карту пула видят сотрудники ассоциации")
        with self._database.reading() as session:
            companies, needs = companies_at(session), needs_at(session, self._terms.first_day)
        by_id = {company.id: company for company in companies}
        all_items = [*map(_company, companies), *_needs(needs, by_id)]
        regions = _regions(known_places(all_items, places()), companies)
        try:
            items = self._items(caller, asked, by_id, needs)
        except NotReadyError as error:
            return Map(regions, None, str(error))
        return Map(regions, gathered(items, places()))

    def _items(
        self, caller: Caller, asked: Asked, companies: Mapping[int, CompanyAt], needs: Iterable[NeedAt]
    ) -> Iterable[Item]:
        if asked.layer == "companies":
            return [_company(c) for c in companies.values() if asked.status in (None, c.status)]
        if asked.layer == "needs":
            return _needs(needs, companies)
        if asked.layer == "unmet":
            return _unmet(self._niches.current(caller).niches, companies)
        return self._offers(caller, asked, companies) if asked.product else ()

    def _offers(self, caller: Caller, asked: Asked, companies: Mapping[int, CompanyAt]) -> Iterable[Item]:
        filters = Filters(statuses=frozenset((asked.status,) if asked.status else ()))
        answer = self._matchmaking.suppliers(caller, Need(title=asked.product), MAX_FOUND, filters)
        for match in answer.matches:
            company = companies.get(match.company.id)
            if company:
                title = match.pairs[0].pair.offer.title
                yield Item(company, title, place=company.municipality)


def _company(company: CompanyAt) -> Item:
    return Item(company, place=company.municipality)


def _needs(needs: Iterable[NeedAt], companies: Mapping[int, CompanyAt]) -> list[Item]:
    """A need without a place of its own is where its company is."""
    asked = ((need, companies[need.company_id]) for need in needs if need.company_id in companies)
    return [Item(company, need.title, need.id, need.place or company.municipality) for need, company in asked]


def _unmet(niches: Iterable[Niche], companies: Mapping[int, CompanyAt]) -> Iterable[Item]:
    """Stated needs and open slots that nobody meets; a slot without an initiator is nobody's and nowhere."""
    for niche in niches:
        for demand in niche.demands:
            company = companies.get(demand.company_id or 0)
            if company:
                need_id = demand.record_id if demand.origin == "need" else None
                place = demand.need.place or company.municipality
                yield Item(company, demand.need.title, need_id, place)


def _regions(found: frozenset[Place], companies: Iterable[CompanyAt]) -> tuple[Region, ...]:
    """Those with most companies first."""
    counted: dict[str, int] = {}
    for company in companies:
        counted[company.region or ""] = counted.get(company.region or "", 0) + 1
    names = sorted({place.region for place in found}, key=lambda name: (-counted.get(name, 0), name))
    by_region = {name: frozenset(place for place in found if place.region == name) for name in names}
    return tuple(Region(name, placed(held)) for name, held in by_region.items())
