"""Routes of chains, projects and slots: reading, entry, start from a product, edit, archive."""

from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from data.tables.pool import ChainRow, ProjectRow, SlotRow
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.etags import expected, tagged
from service.schemas.chain_replies import (
    ChainList,
    ChainReply,
    ProjectReply,
    SlotReply,
    chain_list,
    chain_reply,
    project_reply,
    slot_reply,
)
from service.schemas.chains import (
    ChainEntry,
    ChainPatch,
    ProjectEntry,
    ProjectPatch,
    SlotEntry,
    SlotPatch,
)
from service.schemas.records import IdPath

api = APIBlueprint(
    "chains",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Цепочки", description="Производственно-кооперационные цепочки, проекты, звенья")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)


@api.get("/chains", summary="Список цепочек", responses={200: ChainList})
def chains() -> dict[str, Any]:
    """Все цепочки с проектами и числом звеньев."""
    return chain_list(services().chain_entry.chains(caller()))


@api.get("/chains/<int:id>", summary="Цепочка", responses={200: ChainReply})
def chain(path: IdPath) -> Response:
    """Цепочка с проектами и звеньями целиком."""
    return _chain(path.id)


@api.post("/chains", summary="Завести цепочку", responses={201: ChainReply})
def create_chain(body: ChainEntry) -> Response:
    """Пустая цепочка с названием, либо из изделия: с проектом и звеньями по рецептуре."""
    values = body.model_dump(exclude_unset=True, exclude={"include_optional"})
    if body.product is None:
        return _chain(services().pool_entry.create(caller(), ChainRow, values).id, 201)
    return _chain(services().chain_entry.start_chain(caller(), values, body.include_optional), 201)


@api.patch("/chains/<int:id>", summary="Изменить цепочку", responses={200: ChainReply})
def edit_chain(path: IdPath, body: ChainPatch) -> Response:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    services().pool_entry.update(caller(), ChainRow, path.id, changes, expected())
    return _chain(path.id)


@api.delete("/chains/<int:id>", summary="Убрать цепочку в архив", responses={204: None})
def archive_chain(path: IdPath) -> tuple[str, int]:
    """Цепочка с проектами и звеньями уходит из ответов; в базе она остаётся."""
    services().pool_entry.archive(caller(), ChainRow, path.id, expected())
    return "", 204


@api.get("/projects/<int:id>", summary="Проект", responses={200: ProjectReply})
def project(path: IdPath) -> Response:
    """Проект со звеньями."""
    return _project(path.id)


@api.post("/projects", summary="Завести проект", responses={201: ProjectReply})
def create_project(body: ProjectEntry) -> Response:
    """Проект цепочки; с from_recipe — сразу со звеньями по рецептуре изделия."""
    values = body.model_dump(exclude_unset=True, exclude={"from_recipe", "include_optional"})
    if not body.from_recipe:
        return _project(services().pool_entry.create(caller(), ProjectRow, values).id, 201)
    return _project(services().chain_entry.start_project(caller(), values, body.include_optional), 201)


@api.patch("/projects/<int:id>", summary="Изменить проект", responses={200: ProjectReply})
def edit_project(path: IdPath, body: ProjectPatch) -> Response:
    """Меняет только присланные поля; null очищает."""
    changes = body.model_dump(exclude_unset=True)
    services().pool_entry.update(caller(), ProjectRow, path.id, changes, expected())
    return _project(path.id)


@api.delete("/projects/<int:id>", summary="Убрать проект в архив", responses={204: None})
def archive_project(path: IdPath) -> tuple[str, int]:
    """Проект уходит из цепочки вместе со звеньями."""
    services().pool_entry.archive(caller(), ProjectRow, path.id, expected())
    return "", 204


@api.get("/slots/<int:id>", summary="Звено", responses={200: SlotReply})
def slot(path: IdPath) -> Response:
    """Звено и кто его закрывает."""
    return _slot(path.id)


@api.post("/slots", summary="Завести звено", responses={201: SlotReply})
def create_slot(body: SlotEntry) -> Response:
    """Звено проекта; без вида — товар."""
    row = services().pool_entry.create(caller(), SlotRow, body.model_dump(exclude_unset=True))
    return _slot(row.id, 201)


@api.patch("/slots/<int:id>", summary="Изменить или закрыть звено", responses={200: SlotReply})
def edit_slot(path: IdPath, body: SlotPatch) -> Response:
    """Меняет только присланные поля; null очищает. Закрыть звено — прислать filled_by и basis."""
    changes = body.model_dump(exclude_unset=True)
    services().pool_entry.update(caller(), SlotRow, path.id, changes, expected())
    return _slot(path.id)


@api.delete("/slots/<int:id>", summary="Убрать звено в архив", responses={204: None})
def archive_slot(path: IdPath) -> tuple[str, int]:
    """Звено уходит из проекта."""
    services().pool_entry.archive(caller(), SlotRow, path.id, expected())
    return "", 204


def _chain(id_: int, status: int = 200) -> Response:
    found = services().chain_entry.chain(caller(), id_)
    companies = services().chain_entry.companies(found)
    reply = chain_reply(found, [companies[named] for named in sorted(companies)])
    return tagged(reply, services().pool_entry.seen(caller(), ChainRow, id_), status)


def _project(id_: int, status: int = 200) -> Response:
    reply = project_reply(services().chain_entry.project(caller(), id_))
    return tagged(reply, services().pool_entry.seen(caller(), ProjectRow, id_), status)


def _slot(id_: int, status: int = 200) -> Response:
    reply = slot_reply(services().chain_entry.slot(caller(), id_))
    return tagged(reply, services().pool_entry.seen(caller(), SlotRow, id_), status)
