"""Routes of verdicts: give, list, take back."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.records import IdPath, fields_of
from service.schemas.verdicts import VerdictEntry, VerdictList, VerdictListQuery, VerdictReply

api = APIBlueprint(
    "verdicts",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Вердикты", description="Что сотрудники сказали о парах «потребность — предложение»")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.post("/verdicts", summary="Дать вердикт", responses={201: VerdictReply})
def give_verdict(body: VerdictEntry) -> tuple[dict[str, Any], int]:
    """Заменяет прежний вердикт о той же паре; «не подходит» сразу убирает её из ответов."""
    row = services().feedback.give(caller(), body.as_judgement())
    return fields_of(row, VerdictReply), 201


@api.get("/verdicts", summary="Действующие вердикты", responses={200: VerdictList})
def verdicts(query: VerdictListQuery) -> dict[str, Any]:
    """Вердикты, которые не взяты назад и не заменены; новые первыми."""
    rows = services().feedback.latest(caller(), query.limit, query.need_id)
    return {"verdicts": [fields_of(row, VerdictReply) for row in rows]}


@api.delete("/verdicts/<int:id>", summary="Взять вердикт назад", responses={204: None})
def take_verdict_back(path: IdPath) -> tuple[str, int]:
    """Пара снова в ответах; второй раз ничего не меняет."""
    services().feedback.take_back(caller(), path.id)
    return "", 204
