"""Routes of consents, for staff."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.consent_replies import consent_list
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.consents.consents import Basis
from service.schemas.consents import CompanyConsentEntry, CompanyPath, ConsentList

api = APIBlueprint(
    "consents",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Согласия", description="На что компания согласна, когда и с каким текстом")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/companies/<int:id>/consents", summary="Согласия компании", responses={200: ConsentList})
def consents(path: CompanyPath) -> dict[str, Any]:
    """Действуют ли, с каким текстом и что компания отвечала."""
    return consent_list(path.id)


@api.post("/companies/<int:id>/consents", summary="Записать ответ компании", responses={201: ConsentList})
def answer(path: CompanyPath, body: CompanyConsentEntry) -> tuple[dict[str, Any], int]:
    """Согласие или отказ, которые пришли на бумаге или письмом; отказ действует сразу."""
    basis, use = Basis(body.basis, body.document), services().consents
    if body.given:
        use.give(caller(), path.id, body.kind, body.version, basis)
    else:
        use.withdraw(caller(), path.id, body.kind, basis)
    return consent_list(path.id), 201
