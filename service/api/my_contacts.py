"""Routes of requests for contact of the own company."""

from typing import Any

from service.api.contact_replies import contact_page, contact_reply
from service.api.context import caller, services
from service.api.cursors import read_cursor
from service.api.my import api
from service.api.repeating import ask_anew
from service.schemas.contacts import (
    ContactEntry,
    ContactList,
    ContactReply,
    OwnContactAnswer,
    OwnContactQuery,
)
from service.schemas.records import IdPath


@api.get("/contacts", summary="Свои запросы контактов", responses={200: ContactList})
def my_contacts(query: OwnContactQuery) -> dict[str, Any]:
    """Отправленные или пришедшие, новые первыми."""
    listing = services().contact_list
    listed = listing.sent if query.direction == "sent" else listing.received
    return contact_page(listed(caller(), read_cursor(query.cursor), query.limit))


@api.post("/contacts", summary="Запросить контакт", responses={201: ContactReply})
def ask_contact(body: ContactEntry) -> tuple[dict[str, Any], int]:
    """Тот же запрос второй раз — тот же. Чья потребность, станет видно после согласия."""
    reply = contact_reply(services().contacts.ask(caller(), body.about, body.note))
    if reply["state"] == "passed":  # whoever was told may be hidden again by the time of a repeat
        ask_anew()
    return reply, 201


@api.get("/contacts/<int:id>", summary="Запрос контакта", responses={200: ContactReply})
def my_contact(path: IdPath) -> dict[str, Any]:
    """Отправленный своей компанией или пришедший к ней."""
    return contact_reply(path.id)


@api.post("/contacts/<int:id>/answer", summary="Ответить", responses={200: ContactReply})
def answer_contact(path: IdPath, body: OwnContactAnswer) -> dict[str, Any]:
    """При согласии общие телефон, почта и сайт передаются сразу, контактное лицо — если так сказано."""
    if body.granted:
        services().contacts.grant(caller(), path.id, body.note, body.with_person)
    else:
        services().contacts.decline(caller(), path.id, body.note)
    return contact_reply(path.id)


@api.delete("/contacts/<int:id>", summary="Отозвать свой запрос", responses={204: None})
def withdraw_contact(path: IdPath) -> tuple[str, int]:
    """Второй раз ничего не меняет."""
    services().contacts.withdraw(caller(), path.id)
    return "", 204
