"""Open slots of chains that the company could fill, told by no more than title, product and region."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.chains.profiles import Project
from data.tables.pool import CompanyRow
from models.candidates import GRADES
from models.demands.graph import Link
from models.ranking.agreements import Pair
from service.boards.board import Board
from service.widget.items import Group, Item
from service.widget.moment import Moment, reasons_of

MAX_PLACES = 20


def place_groups(moment: Moment, company: CompanyRow, links: Iterable[Link]) -> list[Group]:
    """The best offer for each slot."""
    items = []
    for link, project in open_places(moment.board, company.id, links):
        initiator = moment.board.companies.get(project.initiator_id or 0)
        items.append(_item(moment, link, project.product, initiator.region if initiator else None))
    items.sort(key=lambda item: GRADES.index(item.grade))
    return [Group("", tuple(items[:MAX_PLACES]), own_is="Ваше предложение")] if items else []


def open_places(board: Board, company_id: int, links: Iterable[Link]) -> Iterator[tuple[Link, Project]]:
    """Those of the links that are open slots of projects of others; what somebody fills by now is not."""
    projects = {slot.id: p for c in board.chains for p in c.projects for slot in p.slots}
    is_open = {slot.id: slot.state == "open" for c in board.chains for slot in c.slots}
    nobody = {company_id, *board.refused.companies}
    for link in links:
        id_ = link.demand.record_id or 0
        if link.demand.origin == "slot" and is_open.get(id_) and projects[id_].initiator_id not in nobody:
            yield link, projects[id_]


def _item(moment: Moment, link: Link, product: str, region: str | None) -> Item:
    offer = link.candidate.pairs[0].pair.offer
    # whose slot it is, how much it takes and where exactly are not told: the reasons must not tell it either
    need = replace(
        link.demand.need, company_id=None, description="", volume=None, unit=None, place=None, due=None
    )
    pair = Pair(need, offer, link.candidate.company)
    return Item(
        grade=link.candidate.grade or GRADES[-1],
        title=link.demand.need.title,
        own=offer.title,
        reasons=reasons_of(pair, moment.board.rankings.matcher.places),
        region=region,
        details=f"для продукта «{product}»",
        offer_id=offer.id or None,
        slot_id=link.demand.record_id,
    )
