"""Routes of the own company's changes that wait for a yes."""

from typing import Any

from service.api.context import caller, services
from service.api.my import api
from service.schemas.fields import read_as
from service.schemas.my_service import ProposalList, ProposalReply
from service.schemas.records import IdPath


@api.get("/proposals", summary="Правки на проверке", responses={200: ProposalList})
def proposals() -> dict[str, Any]:
    """Когда ассоциация проверяет правки, создание и правка записей отвечают 202 с номером отсюда."""
    found = services().moderation.own(caller(), "waits", "approved", "declined")
    return ProposalList(proposals=[read_as(ProposalReply, one.row) for one in found]).model_dump(mode="json")


@api.delete("/proposals/<int:id>", summary="Отозвать правку", responses={204: None})
def withdraw_proposal(path: IdPath) -> tuple[str, int]:
    """Второй раз ничего не меняет."""
    services().moderation.withdraw(caller(), path.id)
    return "", 204
