"""Who asks for what the company offers; nobody is named before they have agreed to it."""

from collections.abc import Iterator

from data.amounts import amount
from data.profiles import Need
from data.store.pool import company_profile, offer_profile
from data.store.records import records_of
from data.tables import CompanyRow, OfferRow
from models.candidates import GRADES, Candidate, ScoredPair
from models.ranking.filters import Filters
from service.matchmaking import Matchmaking
from service.widget.items import Group, Item
from service.widget.moment import Moment, reasons_of
from service.wording import term

MAX_CUSTOMERS = 20
OF_ONE_OFFER = 10


def customer_groups(moment: Moment, company: CompanyRow, matchmaking: Matchmaking) -> list[Group]:
    """Each need once, with the offer that suits it best."""
    found = sorted(_pairs(moment, company, matchmaking), key=lambda pair: _rank(*pair))
    named = moment.companies(candidate.company.id for candidate, _ in found)
    items: dict[int | None, Item] = {}
    for candidate, scored in found:
        need_id = scored.pair.need.id
        if need_id not in items and len(items) < MAX_CUSTOMERS:
            items[need_id] = _item(moment, candidate, scored, named.get(candidate.company.id))
    return [Group("", tuple(items.values()))] if items else []


def _pairs(
    moment: Moment, company: CompanyRow, matchmaking: Matchmaking
) -> Iterator[tuple[Candidate, ScoredPair]]:
    seller = company_profile(company)
    for row in records_of(moment.session, OfferRow, company.id):
        answer = matchmaking.buyers(moment.caller, offer_profile(row), OF_ONE_OFFER, Filters(), seller)
        for candidate in answer.matches:
            yield from ((candidate, scored) for scored in candidate.pairs)


def _rank(candidate: Candidate, scored: ScoredPair) -> tuple[int, float]:
    return GRADES.index(candidate.grade or GRADES[-1]), -scored.probability


def _item(moment: Moment, candidate: Candidate, scored: ScoredPair, named: CompanyRow | None) -> Item:
    need, offer = scored.pair.need, scored.pair.offer
    return Item(
        grade=candidate.grade or GRADES[-1],
        title=need.title,
        own=offer.title,
        reasons=reasons_of(scored.pair, moment.board.rankings.matcher.places),
        company=named,
        region=candidate.company.region,
        details=_details(need),
        need_id=need.id,
        offer_id=offer.id or None,
    )


def _details(need: Need) -> str:
    told = [
        amount(need.volume, need.unit) if need.volume else "",
        f"срок: {term(need.due)}" if need.due else "",
    ]
    return ", ".join(filter(None, told))
