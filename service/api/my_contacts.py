"""Routes of requests for contact of the own company."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.contact_replies import contact_page, contact_reply
from service.api.context import caller, services
from service.api.cursors import read_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.contacts import (
    ContactEntry,
    ContactList,
    ContactReply,
    OwnAnswerEntry,
    OwnContactQuery,
)
from service.schemas.records import IdPath

api = APIBlueprint(
    "my_contacts",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Свои запросы контактов", description="Кого просит компания и кто просит её")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/my/contacts", summary="Свои запросы контактов", responses={200: ContactList})
def contacts(query: OwnContactQuery) -> dict[str, Any]:
    """Отправленные или пришедшие, новые первыми."""
    listing = services().contact_list
    listed = listing.sent if query.direction == "sent" else listing.received
    return contact_page(listed(caller(), read_cursor(query.cursor), query.limit))


@api.post("/my/contacts", summary="Запросить контакт", responses={201: ContactReply})
def ask(body: ContactEntry) -> tuple[dict[str, Any], int]:
    """Тот же запрос второй раз — тот же. Чья потребность, станет видно после согласия."""
    return contact_reply(services().contacts.ask(caller(), body.about, body.note)), 201


@api.get("/my/contacts/<int:id>", summary="Запрос контакта", responses={200: ContactReply})
def contact(path: IdPath) -> dict[str, Any]:
    """Отправленный своей компанией или пришедший к ней."""
    return contact_reply(path.id)


@api.post("/my/contacts/<int:id>/answer", summary="Ответить", responses={200: ContactReply})
def answer(path: IdPath, body: OwnAnswerEntry) -> dict[str, Any]:
    """При согласии общий телефон и сайт передаются сразу, контактное лицо — если так сказано."""
    if body.granted:
        services().contacts.grant(caller(), path.id, body.note, body.with_person)
    else:
        services().contacts.decline(caller(), path.id, body.note)
    return contact_reply(path.id)


@api.delete("/my/contacts/<int:id>", summary="Отозвать свой запрос", responses={204: None})
def withdraw(path: IdPath) -> tuple[str, int]:
    """Второй раз ничего не меняет."""
    services().contacts.withdraw(caller(), path.id)
    return "", 204
