"""The route of the log of changes."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.documented import PREFIX, SECURITY, problems
from service.changes.log import Change
from service.changes.selecting import selected
from service.schemas.changes import ChangedRecordReply, ChangeList, ChangeReply, ChangesQuery
from service.schemas.fields import read_as

api = APIBlueprint(
    "changes",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Изменения", description="Кто, когда и что менял")],
    abp_security=SECURITY,
    abp_responses=problems(422),
)


@api.get("/changes", summary="Изменения", responses={200: ChangeList})
def changes(query: ChangesQuery) -> dict[str, Any]:
    """Журнал изменений, сначала последние; следующая страница — по next_cursor."""
    selection = selected(query.who, query.kind, query.first_day, query.last_day)
    found = services().changes.page(caller(), selection, read_cursor(query.cursor), query.limit)
    shown = [_reply(change) for change in found.changes]
    return ChangeList(changes=shown, next_cursor=write_cursor(found.next_before)).model_dump(mode="json")


def _reply(change: Change) -> ChangeReply:
    records = [
        ChangedRecordReply(
            table=record.table,
            id=record.id,
            title=record.found.title if record.found else None,
            fields=list(record.fields),
        )
        for record in change.records
    ]
    return read_as(ChangeReply, change, records=records)
