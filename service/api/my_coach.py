"""The route of what the own company had better say of itself."""

from typing import Any

from models.coaching.coach import Advice
from service.api.context import caller, services
from service.api.my import api
from service.coaching.words import SHOWN_VALUES, field_of, missing_word, use_told
from service.schemas.my_service import AdviceReply, CoachReply


@api.get("/coach", summary="Что дописать, чтобы предлагали чаще", responses={200: CoachReply})
def coach() -> dict[str, Any]:
    """Подбор спрошен заново, как если бы это было указано; считаются потребности, видимые компании."""
    coached = services().coaching.for_company(caller(), caller().company_id or 0)
    told = [_reply(one) for one in coached.advice]
    return CoachReply(advice=told, needs_offers=coached.is_unknown).model_dump(mode="json")


def _reply(advice: Advice) -> AdviceReply:
    is_of_offer = advice.missing.field != "municipality"
    return AdviceReply(
        offer_id=advice.offer.id if is_of_offer else None,
        offer=advice.offer.title if is_of_offer else None,
        field=field_of(advice.missing),
        what=missing_word(advice.missing),
        told=use_told(advice),
        more=len(advice.needs),
        asked=len(advice.open),
        values=list(advice.values[:SHOWN_VALUES]),
    )
