"""Routes of companies: list, card, entry, edit, archive."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.store.records import companies_after, records_of
from data.tables import CompanyRow, NeedRow, OfferRow
from service.access import sees_personal_data, visible_needs
from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.records import (
    CompanyCard,
    CompanyEntry,
    CompanyListQuery,
    CompanyPage,
    CompanyPatch,
    CompanyReply,
    IdPath,
    NeedReply,
    OfferReply,
    fields_of,
)

api = APIBlueprint(
    "companies",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Компании", description="Пул компаний")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/companies", summary="Список компаний", responses={200: CompanyPage})
def companies(query: CompanyListQuery) -> dict[str, Any]:
    """Страница списка в порядке номеров; следующая — по next_cursor."""
    after = read_cursor(query.cursor) or 0
    with services().database.reading() as session:
        rows = companies_after(session, after, query.limit + 1, query.name, query.status)
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return {
        "companies": [_reply(row) for row in page],
        "next_cursor": write_cursor(page[-1].id if more else None),
    }


@api.get("/companies/<int:id>", summary="Карточка компании", responses={200: CompanyCard})
def company(path: IdPath) -> dict[str, Any]:
    """Компания, её предложения и те потребности, которые видны спросившему."""
    row = services().pool_entry.get(CompanyRow, path.id)
    with services().database.reading() as session:
        offers = records_of(session, OfferRow, row.id)
        needs = visible_needs(caller(), records_of(session, NeedRow, row.id))
    return _reply(row) | {
        "offers": [fields_of(offer, OfferReply) for offer in offers],
        "needs": [fields_of(need, NeedReply) for need in needs],
    }


@api.post("/companies", summary="Завести компанию", responses={201: CompanyReply})
def create_company(body: CompanyEntry) -> tuple[dict[str, Any], int]:
    """Новая компания; без кода им станет ИНН."""
    row = services().pool_entry.create(caller(), CompanyRow, body.model_dump(exclude_unset=True))
    return _reply(row), 201


@api.patch("/companies/<int:id>", summary="Изменить компанию", responses={200: CompanyReply})
def edit_company(path: IdPath, body: CompanyPatch) -> dict[str, Any]:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    return _reply(services().pool_entry.update(caller(), CompanyRow, path.id, changes))


@api.delete("/companies/<int:id>", summary="Убрать компанию в архив", responses={204: None})
def archive_company(path: IdPath) -> tuple[str, int]:
    """Компания со всеми записями сразу уходит из ответов; в базе она остаётся."""
    services().pool_entry.archive(caller(), CompanyRow, path.id)
    return "", 204


def _reply(row: CompanyRow) -> dict[str, Any]:
    hidden = {"contact_name": None, "contact_email": None, "contact_phone": None}
    return fields_of(row, CompanyReply, **({} if sees_personal_data(caller()) else hidden))
