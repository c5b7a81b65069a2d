"""Routes of companies: list, card, entry, edit, archive."""

from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from data.tables.pool import CompanyRow
from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.api.etags import expected
from service.api.seen_replies import card, reply_of
from service.schemas.records import (
    CompanyCard,
    CompanyEntry,
    CompanyListQuery,
    CompanyPage,
    CompanyPatch,
    CompanyReply,
    IdPath,
    WaitsReply,
    fields_of,
)
from service.seeing.reading import Seen, Wanted

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
    found = services().reading.companies(caller(), Wanted(after, query.limit, query.name, query.status))
    page = found[: query.limit]
    more = len(found) > query.limit
    return {
        "companies": [fields_of(seen.row, CompanyReply, **seen.told) for seen in page],
        "next_cursor": write_cursor(page[-1].row.id if more else None),
    }


@api.get("/companies/<int:id>", summary="Карточка компании", responses={200: CompanyCard})
def company(path: IdPath) -> Response:
    """Компания, её предложения и потребности; участнику потребности — только свои."""
    return card(services().reading.company(caller(), path.id))


@api.post("/companies", summary="Завести компанию", responses={201: CompanyReply})
def create_company(body: CompanyEntry) -> Response:
    """Новая компания; без кода им станет ИНН."""
    row = services().pool_entry.create(caller(), CompanyRow, body.model_dump(exclude_unset=True))
    return reply_of(Seen(row), CompanyReply, 201)


@api.patch("/companies/<int:id>", summary="Изменить компанию", responses={200: CompanyReply, 202: WaitsReply})
def edit_company(path: IdPath, body: CompanyPatch) -> Response:
    """Меняет только присланные поля; null очищает. Участник меняет свою, кроме code, inn и status."""
    changes = body.model_dump(exclude_unset=True)
    row = services().pool_entry.update(caller(), CompanyRow, path.id, changes, expected())
    return reply_of(Seen(row), CompanyReply)


@api.delete("/companies/<int:id>", summary="Убрать компанию в архив", responses={204: None})
def archive_company(path: IdPath) -> tuple[str, int]:
    """Компания со всеми записями сразу уходит из ответов; в базе она остаётся."""
    services().pool_entry.archive(caller(), CompanyRow, path.id, expected())
    return "", 204
