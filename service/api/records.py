"""Routes of offers and needs: entry, reading, edit, archive."""

from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from data.store.need_pages import Position
from data.tables.pool import NeedRow, OfferRow
from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.api.etags import expected
from service.api.seen_replies import need_in_list, reply_of
from service.schemas.records import (
    IdPath,
    NeedEntry,
    NeedListQuery,
    NeedPage,
    NeedPatch,
    NeedReply,
    OfferEntry,
    OfferPatch,
    OfferReply,
    WaitsReply,
)
from service.seeing.reading import Seen

api = APIBlueprint(
    "records",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Предложения и потребности", description="Что компании могут и чего ищут")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.post("/offers", summary="Завести предложение", responses={201: OfferReply, 202: WaitsReply})
def create_offer(body: OfferEntry) -> Response:
    """Новое предложение компании; без вида — товар."""
    row = services().pool_entry.create(caller(), OfferRow, body.model_dump(exclude_unset=True))
    return reply_of(Seen(row), OfferReply, 201)


@api.get("/offers/<int:id>", summary="Предложение", responses={200: OfferReply})
def offer(path: IdPath) -> Response:
    """Предложение по номеру; мощность конкурента участнику не сказана."""
    return reply_of(services().reading.offer(caller(), path.id), OfferReply)


@api.patch("/offers/<int:id>", summary="Изменить предложение", responses={200: OfferReply, 202: WaitsReply})
def edit_offer(path: IdPath, body: OfferPatch) -> Response:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    row = services().pool_entry.update(caller(), OfferRow, path.id, changes, expected())
    return reply_of(Seen(row), OfferReply)


@api.delete("/offers/<int:id>", summary="Убрать предложение в архив", responses={204: None})
def archive_offer(path: IdPath) -> tuple[str, int]:
    """Предложение сразу уходит из ответов."""
    services().pool_entry.archive(caller(), OfferRow, path.id, expected())
    return "", 204


@api.post("/needs", summary="Завести потребность", responses={201: NeedReply, 202: WaitsReply})
def create_need(body: NeedEntry) -> Response:
    """Новая потребность компании; без видимости — закрытая."""
    row = services().pool_entry.create(caller(), NeedRow, body.model_dump(exclude_unset=True))
    return reply_of(Seen(row), NeedReply, 201)


@api.get("/needs", summary="Потребности, которые видны спросившему", responses={200: NeedPage})
def needs(query: NeedListQuery) -> dict[str, Any]:
    """Сначала свои; у чужих компания названа, только если она на это согласилась."""
    found = services().reading.needs(caller(), _position(query.cursor), query.limit)
    page = found[: query.limit]
    is_own = bool(page) and caller().owns(page[-1].row.company_id)
    more = len(found) > query.limit
    return {
        "needs": [need_in_list(seen) for seen in page],
        "next_cursor": write_cursor(2 * page[-1].row.id + is_own if more else None),
    }


@api.get("/needs/<int:id>", summary="Потребность", responses={200: NeedReply})
def need(path: IdPath) -> Response:
    """Потребность по номеру, если она видна спросившему."""
    return reply_of(services().reading.need(caller(), path.id), NeedReply)


@api.patch("/needs/<int:id>", summary="Изменить потребность", responses={200: NeedReply, 202: WaitsReply})
def edit_need(path: IdPath, body: NeedPatch) -> Response:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    row = services().pool_entry.update(caller(), NeedRow, path.id, changes, expected())
    return reply_of(Seen(row), NeedReply)


@api.delete("/needs/<int:id>", summary="Убрать потребность в архив", responses={204: None})
def archive_need(path: IdPath) -> tuple[str, int]:
    """Потребность сразу уходит из ответов."""
    services().pool_entry.archive(caller(), NeedRow, path.id, expected())
    return "", 204


def _position(cursor: str | None) -> Position:
    value = read_cursor(cursor)
    return Position() if value is None else Position(value // 2, is_own=bool(value % 2))
