"""Who asks for what the company offers; nobody is named before they have agreed to it."""

from collections.abc import Iterable

from data.amounts import amount
from data.profiles import Need
from data.store.records import rows_by_id
from data.tables.pool import CompanyRow, NeedRow
from models.candidates import GRADES
from models.demands.graph import Link
from models.ranking.agreements import Pair
from service.widget.items import Group, Item
from service.widget.moment import Moment, reasons_of
from service.wording import term

MAX_CUSTOMERS = 20


def customer_groups(moment: Moment, company: CompanyRow, links: Iterable[Link]) -> list[Group]:
    """Needs of others that the company's `links` answer, the best first."""
    asked = (link for link in links if link.demand.origin == "need")
    found = sorted(asked, key=lambda link: (GRADES.index(link.candidate.grade or GRADES[-1]), _chance(link)))
    ids = [link.demand.record_id for link in found if link.demand.record_id]
    needs = {row.id: row for row in moment.sight.visible(rows_by_id(moment.session, NeedRow, ids))}
    shown = moment.companies(row.company_id for row in needs.values() if moment.sight.sees_asker(row))
    items: list[Item] = []
    for link in found:
        need = needs.get(link.demand.record_id or 0)
        if need and need.company_id != company.id and len(items) < MAX_CUSTOMERS:
            items += _items(moment, link, need, shown.get(need.company_id))
    return [Group("", tuple(items), own_is="Ваше предложение")] if items else []


def _items(moment: Moment, link: Link, row: NeedRow, asker: CompanyRow | None) -> list[Item]:
    if row.company_id in moment.board.refused.companies:
        return []
    offer = link.candidate.pairs[0].pair.offer
    need, told = moment.sight.told_need(row)
    pair = Pair(need, offer, link.candidate.company)
    item = Item(
        grade=link.candidate.grade or GRADES[-1],
        title=need.title,
        own=offer.title,
        reasons=reasons_of(pair, moment.board.rankings.matcher.places),
        company=asker,
        region=told.region,
        details=_details(need),
        need_id=row.id,
        offer_id=offer.id or None,
    )
    return [item]


def _chance(link: Link) -> float:
    return -link.candidate.probability


def _details(need: Need) -> str:
    volume = amount(need.volume, need.unit) if need.volume else ""
    due = f"срок: {term(need.due)}" if need.due else ""
    return ", ".join(filter(None, [volume, due]))
