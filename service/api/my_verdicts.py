"""Routes of «не подходит» from a portal: the same verdicts as everywhere, on own needs."""

from typing import Any

from service.api.context import caller, services
from service.api.my import api
from service.schemas.records import IdPath, fields_of
from service.schemas.verdicts import VerdictEntry, VerdictReply


@api.post("/verdicts", summary="Вердикт о поставщике", responses={201: VerdictReply})
def judge(body: VerdictEntry) -> tuple[dict[str, Any], int]:
    """О своей потребности; «не подходит» сразу убирает пару из подборки, компания об этом не узнаёт."""
    return fields_of(services().feedback.give(caller(), body.as_judgement()), VerdictReply), 201


@api.delete("/verdicts/<int:id>", summary="Взять вердикт назад", responses={204: None})
def take_back(path: IdPath) -> tuple[str, int]:
    """Пара снова в подборке; второй раз ничего не меняет."""
    services().feedback.take_back(caller(), path.id)
    return "", 204
