"""Companies to work with for longer: who makes what own products take, whose products take the own."""

from data.tables.pool import CompanyRow
from models.partners.proposal import Direction, Proposal
from service.partners.partnering import Partnering
from service.widget.items import Group, Item
from service.widget.moment import Moment

MAX_PARTNERS = 10
TITLES: dict[Direction, tuple[str, str]] = {
    "upstream": ("Могут поставлять вам", "Вам нужно"),
    "downstream": ("Могут покупать у вас", "Ваше предложение"),
}


def partner_groups(moment: Moment, company: CompanyRow, partnering: Partnering) -> list[Group]:
    """Up and down; whoever asks and has not agreed to be named stands among customers only."""
    found = {
        direction: partnering.partners(moment.caller, company.id, direction, 2 * MAX_PARTNERS).proposals
        for direction in TITLES
    }
    shown = moment.companies(one.company.id for proposals in found.values() for one in proposals)
    groups = [
        Group(TITLES[direction][0], tuple(_items(direction, proposals, shown)), own_is=TITLES[direction][1])
        for direction, proposals in found.items()
    ]
    return [group for group in groups if group.items]


def _items(direction: Direction, proposals: tuple[Proposal, ...], shown: dict[int, CompanyRow]) -> list[Item]:
    seen = [one for one in proposals if one.company.id in shown][:MAX_PARTNERS]
    return [_item(direction, one, shown[one.company.id]) for one in seen]


def _item(direction: Direction, proposal: Proposal, company: CompanyRow) -> Item:
    best = proposal.pairs[0]
    asked, offered = best.demand.need.title, best.offer.title if best.offer else ""
    is_supplier = direction == "upstream"
    is_need = best.demand.origin == "need"
    return Item(
        grade=proposal.grade,
        title=offered if is_supplier else asked,
        own=asked if is_supplier else offered,
        reasons=proposal.reasons,
        company=company,
        details="договор уже есть" if proposal.contract else "",
        need_id=best.demand.record_id if is_need else None,
        offer_id=(best.offer.id or None) if best.offer else None,
    )
