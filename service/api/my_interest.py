"""The route of «кто искал мой товар»."""

from typing import Any

from service.api.context import caller, services
from service.api.my import api
from service.members.interest import Interest
from service.schemas.my_service import InterestList, InterestReply, OfferInterest


@api.get("/interest", summary="Сколько раз искали наш товар", responses={200: InterestList})
def interest() -> dict[str, Any]:
    """В скольких поисках квартала предложили компанию; кто и что искал, не хранится."""
    found = services().interest.of(caller(), caller().company_id or 0)
    return InterestList(quarters=list(map(_reply, found))).model_dump(mode="json")


def _reply(one: Interest) -> InterestReply:
    return InterestReply(
        quarter=one.quarter,
        num=None if one.is_few else one.num,
        told=one.told,
        offers=[OfferInterest(offer_id=offer.id, title=offer.title, num=num) for offer, num in one.offers],
    )
