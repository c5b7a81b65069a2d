"""JSON forms of the log of changes."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from service.changes.words import KINDS
from service.schemas.fields import Query, Reply


class ChangesQuery(Query):
    """Какие изменения показать."""

    limit: Annotated[int, Field(ge=1, le=100, description="сколько строк вернуть, 1–100")] = 50
    cursor: Annotated[str | None, Field(max_length=100, description="next_cursor прошлой страницы")] = None
    who: Annotated[str | None, Field(max_length=100, description="кто: user:3, key:ab12 или cli")] = None
    kind: Annotated[str | None, Field(max_length=50, description=f"вид записи: {', '.join(KINDS)}")] = None
    first_day: Annotated[date | None, Field(alias="from", description="с какого дня")] = None
    last_day: Annotated[date | None, Field(alias="through", description="по какой день включительно")] = None


class ChangedRecordReply(Reply):
    """Запись, которую меняли; названия полей, без значений."""

    table: str
    id: int | str | None
    title: Annotated[str | None, Field(description="null, если записи больше нет")]
    fields: list[str]


class ChangeReply(Reply):
    """Одно изменение."""

    id: int
    at: datetime
    actor: str
    who: str
    action: str
    told: Annotated[str, Field(description="что сделано, по-русски")]
    subject: str
    records: list[ChangedRecordReply]
    num_more: Annotated[int, Field(description="сколько ещё записей изменено тогда же")]


class ChangeList(Reply):
    """Сначала последние."""

    changes: list[ChangeReply]
    next_cursor: str | None
