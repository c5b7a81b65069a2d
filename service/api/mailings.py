"""Routes of mailings: planned by batch work, looked at by staff."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.api.mailing_replies import mailing_reply
from service.digests.bounds import Bounds, Wish
from service.schemas.mailings import MailingEntry, MailingList, MailingQuery, MailingReply
from service.schemas.records import IdPath

api = APIBlueprint(
    "mailings",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Рассылки", description="Письма с рекомендациями: план и состояние")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)


@api.get("/mailings", summary="Рассылки", responses={200: MailingList})
def mailings(query: MailingQuery) -> dict[str, Any]:
    """Новые первыми, без адресов и текстов писем."""
    found = services().mailings.listed(caller(), read_cursor(query.cursor), query.limit)
    cursor = write_cursor(found[-1].row.id) if len(found) == query.limit else None
    return {"mailings": [mailing_reply(seen) for seen in found], "next_cursor": cursor}


@api.post("/mailings", summary="Составить рассылку", responses={201: MailingReply})
def plan(body: MailingEntry) -> tuple[dict[str, Any], int]:
    """Черновики писем: утверждает и отправляет их только сотрудник."""
    told = body.model_dump()
    bounds = Bounds.read(told.pop("bounds"))
    id_ = services().digest_planning.plan(caller(), Wish.read(told), bounds)
    return mailing_reply(services().mailings.one(caller(), id_)), 201


@api.get("/mailings/<int:id>", summary="Рассылка", responses={200: MailingReply})
def mailing(path: IdPath) -> dict[str, Any]:
    """Сколько писем в каком состоянии."""
    return mailing_reply(services().mailings.one(caller(), path.id))
