"""Routes of invitations: whom to invite next, marks, dossiers, letters."""

from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.downloads import download, file_responses
from service.api.invitation_replies import dossier_reply, plan_reply
from service.office_files import DOCX
from service.schemas.dossiers import DossierReply
from service.schemas.invitations import (
    InvitationEntry,
    InvitationList,
    InvitationMark,
    InvitationQuery,
)
from service.schemas.records import IdPath, fields_of

api = APIBlueprint(
    "invitations",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Приглашения", description="Кого пригласить следующим и что это закроет")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)
LETTER = file_responses(DOCX, "письмо файлом Word")


@api.get("/invitations", summary="Кого пригласить следующим", responses={200: InvitationList})
def invitations(query: InvitationQuery) -> dict[str, Any]:
    """По приросту: сколько открытых звеньев и потребностей компания закроет сверх всех, кто до неё."""
    return plan_reply(services().inviting.plan(caller(), query.limit, query.chosen_ids))


@api.post("/invitations", summary="Отметить, что компания приглашена", responses={201: InvitationMark})
def mark_invited(body: InvitationEntry) -> tuple[dict[str, Any], int]:
    """Дальше она считается выбранной; второй раз ничего не меняет."""
    row = services().inviting.mark_invited(caller(), body.company_id)
    return fields_of(row, InvitationMark), 201


@api.delete("/invitations/<int:id>", summary="Снять отметку о приглашении", responses={204: None})
def take_invitation_back(path: IdPath) -> tuple[str, int]:
    """Номер — компании; второй раз ничего не меняет."""
    services().inviting.take_back(caller(), path.id)
    return "", 204


@api.get("/invitations/<int:id>/dossier", summary="Досье компании", responses={200: DossierReply})
def dossier(path: IdPath) -> dict[str, Any]:
    """Что делает, кому это нужно и в каких звеньях, три вопроса, ссылки на реестры; номер — компании."""
    return dossier_reply(services().inviting.dossier(caller(), path.id))


@api.get("/invitations/<int:id>/letter.docx", summary="Письмо-приглашение", responses=LETTER)
def letter(path: IdPath) -> Response:
    """Называет, что нужно, сколько и в каком регионе, но не кто спрашивает; номер — компании.

    Тем, кто уже вступает, письма нет (404).
    """
    return letter_answer(path.id)


def letter_answer(company_id: int) -> Response:
    """The letter as a file to keep."""
    return download(services().inviting.letter(caller(), company_id), DOCX, f"Приглашение {company_id}.docx")
