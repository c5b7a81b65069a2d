"""Who could supply what the company has asked for."""

from data.store.records import records_of
from data.tables.pool import CompanyRow, NeedRow
from models.demands.graph import Link
from service.widget.items import Group, Item
from service.widget.moment import Moment

MAX_SUPPLIERS = 5  # of a need: whoever wants more asks the search


def supplier_groups(moment: Moment, company: CompanyRow) -> list[Group]:
    """One group a need, also where nobody is proposed: that is an answer too."""
    board = moment.board
    links: dict[int | None, list[Link]] = {}
    hidden = moment.sight.hidden_companies(moment.session, board.companies)
    hidden |= board.companies.keys() - moment.sight.in_portals
    for demand in board.needs():
        if demand.company_id == company.id:
            links[demand.record_id] = [Link(demand, c) for c in board.candidates(demand, hidden) if c.grade]
    shown = moment.companies(link.supplier_id for found in links.values() for link in found)
    gone = moment.board.refused.needs
    needs = [need for need in records_of(moment.session, NeedRow, company.id) if need.id not in gone]
    return [_group(moment, need, links.get(need.id, []), shown) for need in needs]


def _group(moment: Moment, need: NeedRow, links: list[Link], shown: dict[int, CompanyRow]) -> Group:
    seen = [link for link in links if link.supplier_id in shown][:MAX_SUPPLIERS]
    items = tuple(_item(moment, need, link, shown[link.supplier_id]) for link in seen)
    return Group(need.title, items, need.id)


def _item(moment: Moment, need: NeedRow, link: Link, company: CompanyRow) -> Item:
    offer = link.candidate.pairs[0].pair.offer
    return Item(
        grade=link.candidate.grade or "",
        title=offer.title,
        own=need.title,
        reasons=moment.reasons(link.demand.need, offer, link.candidate.company),
        company=company,
        need_id=need.id,
        offer_id=offer.id or None,
    )
