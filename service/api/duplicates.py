"""Routes of possible duplicates: which there are, made one, made two again."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.tables.merges import MergeRow
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.duplicates import (
    DuplicateList,
    DuplicateQuery,
    MergeEntry,
    MergeReply,
    UndoneReply,
    duplicate_list,
)
from service.schemas.records import IdPath, fields_of

api = APIBlueprint(
    "duplicates",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Повторы", description="Компании, заведённые дважды")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.get("/duplicates", summary="Возможные повторы", responses={200: DuplicateList})
def duplicates(query: DuplicateQuery) -> dict[str, Any]:
    """Пары с похожими названиями, общим телефоном, сайтом или ОГРН; отмеченных «это разные» нет."""
    return duplicate_list(services().duplicates.current(caller(), query.start, query.limit))


@api.post("/companies/<int:id>/merge", summary="Объединить с повтором", responses={201: MergeReply})
def merge(path: IdPath, body: MergeEntry) -> tuple[dict[str, Any], int]:
    """Всё, что записано за второй карточкой, переходит к этой; второй раз ничего не меняет."""
    return _reply(services().merging.merge(caller(), path.id, body.merged_id, body.fields)), 201


@api.delete("/merges/<int:id>", summary="Отменить объединение", responses={200: MergeReply})
def undo_merge(path: IdPath) -> dict[str, Any]:
    """Всё возвращается на место; изменённое с тех пор остаётся и названо; второй раз ничего не меняет."""
    return _reply(services().merging.undo(caller(), path.id))


def _reply(row: MergeRow) -> dict[str, Any]:
    undone = UndoneReply.model_validate(row.undone) if row.undone_at else None
    return fields_of(row, MergeReply, undone=undone)
