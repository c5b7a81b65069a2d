"""The route of what to do first."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from models.first_links.first_contracts import FirstLink
from models.first_links.outside_purchases import Purchase
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.niche_replies import told_need
from service.api.search import offer_found
from service.market.first_links import FirstThings
from service.schemas.fields import read_as
from service.schemas.first_links import (
    CouldSupply,
    FirstLinkFound,
    FirstThingsReply,
    MemberReply,
    PurchaseReply,
)
from service.schemas.search import CompanyShort

api = APIBlueprint(
    "first_links",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Что сделать сначала", description="Первые договоры и закупки на стороне")],
    abp_security=SECURITY,
    abp_responses=problems(422, 503),
)


@api.get("/first-links", summary="Что сделать сначала", responses={200: FirstThingsReply})
def first_links() -> dict[str, Any]:
    """Участники без договора внутри кластера с лучшими связями; закупки, которые мог бы закрыть пул."""
    things = services().first_links.current(caller())
    return FirstThingsReply(
        contracts_on=things.contracts_on,
        members=[
            MemberReply(company=read_as(CompanyShort, one.company), links=[_link(link) for link in one.links])
            for one in things.members
        ],
        purchases=[_purchase(purchase, things) for purchase in things.purchases],
    ).model_dump(mode="json")


def _link(found: FirstLink) -> FirstLinkFound:
    return FirstLinkFound(
        direction=found.direction,
        company=read_as(CompanyShort, found.other),
        origin=found.link.demand.origin,
        asked=found.link.demand.need.title,
        offer=offer_found(found.link.candidate.pairs[0]),
    )


def _purchase(purchase: Purchase, things: FirstThings) -> PurchaseReply:
    asker = things.companies.get(purchase.demand.company_id or 0)
    candidates = [
        CouldSupply.model_validate(
            {"company": read_as(CompanyShort, c.company), "offer": offer_found(c.pairs[0]), "grade": c.grade}
        )
        for c in purchase.candidates
    ]
    return PurchaseReply(need=told_need(purchase.demand, asker), candidates=candidates)
