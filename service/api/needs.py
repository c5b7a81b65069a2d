"""The route of the list of needs: the caller's own, then what others ask for."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.store.need_pages import Position
from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.api.seen_replies import need_in_list
from service.schemas.records import NeedListQuery, NeedPage

api = APIBlueprint(
    "needs",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Предложения и потребности", description="Что компании могут и чего ищут")],
    abp_security=SECURITY,
    abp_responses=problems(422),
)


@api.get("/needs", summary="Потребности, которые видны спросившему", responses={200: NeedPage})
def needs(query: NeedListQuery) -> dict[str, Any]:
    """Сначала свои; у чужих компания названа, только если она на это согласилась."""
    found = services().reading.needs(caller(), _read(query.cursor), query.limit)
    page = found[: query.limit]
    is_own = bool(page) and caller().owns(page[-1].row.company_id)
    more = len(found) > query.limit
    return {
        "needs": [need_in_list(seen) for seen in page],
        "next_cursor": write_cursor(2 * page[-1].row.id + is_own if more else None),
    }


def _read(cursor: str | None) -> Position:
    value = read_cursor(cursor)
    return Position() if value is None else Position(value // 2, is_own=bool(value % 2))
