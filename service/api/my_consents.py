"""Routes of the own company's consents."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.consent_replies import consent_list
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.consents import ConsentEntry, ConsentList, ConsentPath

api = APIBlueprint(
    "my_consents",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Свои согласия", description="На что согласна компания, которой дан ключ")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/my/consents", summary="Свои согласия", responses={200: ConsentList})
def consents() -> dict[str, Any]:
    """Действуют ли и с каким текстом."""
    return consent_list(caller().company_id or 0)


@api.post("/my/consents", summary="Согласиться", responses={201: ConsentList})
def give(body: ConsentEntry) -> tuple[dict[str, Any], int]:
    """Согласие с текстом той версии, которая прочитана; второй раз ничего не меняет."""
    company_id = caller().company_id or 0
    services().consents.give(caller(), company_id, body.kind, body.version)
    return consent_list(company_id), 201


@api.delete("/my/consents/<string:kind>", summary="Отозвать согласие", responses={204: None})
def withdraw(path: ConsentPath) -> tuple[str, int]:
    """Перестаёт действовать сразу; второй раз ничего не меняет."""
    services().consents.withdraw(caller(), caller().company_id or 0, path.kind)
    return "", 204
