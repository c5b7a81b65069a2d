"""Routes of requests that a member hands on to the association."""

from typing import Any

from service.api.context import caller, services
from service.api.my import api
from service.schemas.my_recommendations import HandedOnReply, HandOnEntry
from service.schemas.records import IdPath
from service.widget.handing_on import Wish


@api.post("/requests", summary="Передать заявку", responses={201: HandedOnReply})
def hand_on(body: HandOnEntry) -> tuple[dict[str, Any], int]:
    """Попадает в журнал ассоциации; та же второй раз — та же."""
    id_ = services().handing_on.hand_on(caller(), Wish(**body.model_dump()))
    return HandedOnReply(id=id_).model_dump(), 201


@api.delete("/requests/<int:id>", summary="Отозвать заявку", responses={204: None})
def take_request_back(path: IdPath) -> tuple[str, int]:
    """Пока ею не занялись сотрудники; второй раз ничего не меняет."""
    services().handing_on.take_back(caller(), path.id)
    return "", 204
