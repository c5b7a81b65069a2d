"""The route of what the own company is recommended: for portals that draw by themselves."""

from typing import Any

from service.api.context import caller, services
from service.api.my import api
from service.grades import GRADE_WORDS
from service.schemas.fields import read_as
from service.schemas.my_recommendations import (
    CompanyTold,
    GroupFound,
    ItemFound,
    RecommendationsQuery,
    RecommendationsReply,
    RecordTold,
)
from service.schemas.search import CompanyShort, ReasonFound
from service.widget.items import VIEWS, Group, Item


@api.get("/recommendations", summary="Подборка для своей компании", responses={200: RecommendationsReply})
def recommendations(query: RecommendationsQuery) -> dict[str, Any]:
    """Словами, без чисел оценки; чью потребность, видно после согласия её владельца."""
    found = services().recommending.of(caller(), query.view)
    return RecommendationsReply(
        view=query.view,
        title=VIEWS[query.view],
        company=read_as(CompanyShort, found.company),
        groups=[_group(group) for group in found.groups],
        snapshot=found.snapshot,
    ).model_dump(mode="json")


def _group(group: Group) -> GroupFound:
    return GroupFound(title=group.title, need_id=group.need_id, items=[_item(one) for one in group.items])


def _item(item: Item) -> ItemFound:
    return ItemFound(
        company=read_as(CompanyTold, item.company) if item.company else None,
        region=item.company.region if item.company else item.region,
        grade=item.grade,
        grade_word=GRADE_WORDS[item.grade],
        title=item.title,
        own=item.own,
        details=item.details,
        reasons=[read_as(ReasonFound, reason) for reason in item.reasons],
        about=RecordTold(need_id=item.need_id, offer_id=item.offer_id, slot_id=item.slot_id),
    )
