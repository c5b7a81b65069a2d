"""Routes of the own company's consents."""

from typing import Any

from service.api.consent_replies import consent_list
from service.api.context import caller, services
from service.api.my import api
from service.schemas.consents import ConsentEntry, ConsentList, ConsentPath


@api.get("/consents", summary="Свои согласия", responses={200: ConsentList})
def my_consents() -> dict[str, Any]:
    """Действуют ли и с каким текстом."""
    return consent_list(caller().company_id or 0)


@api.post("/consents", summary="Согласиться", responses={201: ConsentList})
def give_consent(body: ConsentEntry) -> tuple[dict[str, Any], int]:
    """Согласие с текстом той версии, которая прочитана; второй раз ничего не меняет."""
    company_id = caller().company_id or 0
    services().consents.give(caller(), company_id, body.kind, body.version)
    return consent_list(company_id), 201


@api.delete("/consents/<string:kind>", summary="Отозвать согласие", responses={204: None})
def withdraw_consent(path: ConsentPath) -> tuple[str, int]:
    """Перестаёт действовать сразу; второй раз ничего не меняет."""
    services().consents.withdraw(caller(), caller().company_id or 0, path.kind)
    return "", 204
