"""Routes of offers and needs: entry, reading, edit, archive."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.tables import NeedRow, OfferRow
from service.access import visible_needs
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.errors import NotFoundError
from service.schemas.records import (
    IdPath,
    NeedEntry,
    NeedPatch,
    NeedReply,
    OfferEntry,
    OfferPatch,
    OfferReply,
    fields_of,
)

api = APIBlueprint(
    "records",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Предложения и потребности", description="Что компании могут и чего ищут")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.post("/offers", summary="Завести предложение", responses={201: OfferReply})
def create_offer(body: OfferEntry) -> tuple[dict[str, Any], int]:
    """Новое предложение компании; без вида — товар."""
    row = services().pool_entry.create(caller(), OfferRow, body.model_dump(exclude_unset=True))
    return fields_of(row, OfferReply), 201


@api.get("/offers/<int:id>", summary="Предложение", responses={200: OfferReply})
def offer(path: IdPath) -> dict[str, Any]:
    """Предложение по номеру."""
    return fields_of(services().pool_entry.get(OfferRow, path.id), OfferReply)


@api.patch("/offers/<int:id>", summary="Изменить предложение", responses={200: OfferReply})
def edit_offer(path: IdPath, body: OfferPatch) -> dict[str, Any]:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    return fields_of(services().pool_entry.update(caller(), OfferRow, path.id, changes), OfferReply)


@api.delete("/offers/<int:id>", summary="Убрать предложение в архив", responses={204: None})
def archive_offer(path: IdPath) -> tuple[str, int]:
    """Предложение сразу уходит из ответов."""
    services().pool_entry.archive(caller(), OfferRow, path.id)
    return "", 204


@api.post("/needs", summary="Завести потребность", responses={201: NeedReply})
def create_need(body: NeedEntry) -> tuple[dict[str, Any], int]:
    """Новая потребность компании; без видимости — закрытая."""
    row = services().pool_entry.create(caller(), NeedRow, body.model_dump(exclude_unset=True))
    return fields_of(row, NeedReply), 201


@api.get("/needs/<int:id>", summary="Потребность", responses={200: NeedReply})
def need(path: IdPath) -> dict[str, Any]:
    """Потребность по номеру, если она видна спросившему."""
    return fields_of(_visible_need(path.id), NeedReply)


@api.patch("/needs/<int:id>", summary="Изменить потребность", responses={200: NeedReply})
def edit_need(path: IdPath, body: NeedPatch) -> dict[str, Any]:
    """Меняет только присланные поля; null очищает."""
    _visible_need(path.id)
    changes = body.model_dump(exclude_unset=True)
    return fields_of(services().pool_entry.update(caller(), NeedRow, path.id, changes), NeedReply)


@api.delete("/needs/<int:id>", summary="Убрать потребность в архив", responses={204: None})
def archive_need(path: IdPath) -> tuple[str, int]:
    """Потребность сразу уходит из ответов."""
    _visible_need(path.id)
    services().pool_entry.archive(caller(), NeedRow, path.id)
    return "", 204


def _visible_need(id_: int) -> NeedRow:
    row = services().pool_entry.get(NeedRow, id_)
    if not visible_needs(caller(), [row]):
        raise NotFoundError("Такой записи нет")
    return row
