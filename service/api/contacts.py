"""Routes of requests for contact, for staff."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.store.contacts import Wanted
from service.api.contact_replies import contact_page, contact_whole
from service.api.context import caller, services
from service.api.cursors import read_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.contacts import (
    ContactAnswer,
    ContactList,
    ContactNote,
    ContactQuery,
    ContactWhole,
    StaffContactEntry,
)
from service.schemas.records import IdPath

api = APIBlueprint(
    "contacts",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Запросы контактов", description="Кто просит чьи контакты и что передано")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/contacts", summary="Запросы контактов", responses={200: ContactList})
def contacts(query: ContactQuery) -> dict[str, Any]:
    """Новые первыми."""
    wanted = Wanted(state=query.state, company_id=query.company_id)
    before = read_cursor(query.cursor)
    return contact_page(services().contact_list.listed(caller(), wanted, before, query.limit))


@api.post("/contacts", summary="Запросить контакт за участника", responses={201: ContactWhole})
def ask(body: StaffContactEntry) -> tuple[dict[str, Any], int]:
    """Тот же запрос второй раз — тот же; спросить можно о том, что видит сама компания."""
    id_ = services().contacts.ask(caller(), body.about, body.note, body.asking_id)
    return contact_whole(id_), 201


@api.get("/contacts/<int:id>", summary="Запрос контакта", responses={200: ContactWhole})
def contact(path: IdPath) -> dict[str, Any]:
    """С историей."""
    return contact_whole(path.id)


@api.post("/contacts/<int:id>/answer", summary="Ответить за компанию", responses={200: ContactWhole})
def answer(path: IdPath, body: ContactAnswer) -> dict[str, Any]:
    """При согласии общие телефон, почта и сайт передаются сразу, контактное лицо — если оно согласно."""
    if body.granted:
        services().contacts.grant(caller(), path.id, body.note)
    else:
        services().contacts.decline(caller(), path.id, body.note)
    return contact_whole(path.id)


@api.post("/contacts/<int:id>/pass", summary="Передать контакты", responses={200: ContactWhole})
def pass_on(path: IdPath, body: ContactNote) -> dict[str, Any]:
    """Когда компания согласна, а передать сразу было нечего."""
    services().contacts.pass_on(caller(), path.id, body.note)
    return contact_whole(path.id)


@api.post("/contacts/<int:id>/undo", summary="Отменить ответ", responses={200: ContactWhole})
def undo(path: IdPath) -> dict[str, Any]:
    """Переданное больше не показывается, запрос снова ждёт ответа."""
    services().contacts.undo(caller(), path.id)
    return contact_whole(path.id)


@api.post("/contacts/<int:id>/notes", summary="Записать заметку", responses={201: ContactWhole})
def note(path: IdPath, body: ContactNote) -> tuple[dict[str, Any], int]:
    """Видят только сотрудники."""
    services().contacts.note(caller(), path.id, body.note)
    return contact_whole(path.id), 201


@api.delete("/contacts/<int:id>", summary="Отозвать запрос за участника", responses={204: None})
def withdraw(path: IdPath) -> tuple[str, int]:
    """Второй раз ничего не меняет."""
    services().contacts.withdraw(caller(), path.id)
    return "", 204
