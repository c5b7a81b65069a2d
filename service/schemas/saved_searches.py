"""JSON forms of saved searches."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.saved_searches.saved_searches import MAX_NAME
from service.schemas.fields import Form, Query, RecordId, Reply


class SavedSearchEntry(Form):
    """Сохраняемый поиск: то, что он показывает сейчас, считается просмотренным."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME, description="как поиск назван в списке")]
    query: Annotated[
        str,
        Field(
            min_length=1,
            max_length=3000,
            description="параметры страницы поиска, как они стоят в её адресе: text, need_id, region…",
        ),
    ]


class SavedSearchQuery(Query):
    """Какая страница списка нужна."""

    before: Annotated[RecordId | None, Field(description="`next_before` прошлой страницы")] = None


class NewsReply(Reply):
    """Номера того, что появилось в ответе и ушло из него с прошлого просмотра."""

    companies: list[int]
    records: Annotated[list[int], Field(description="предложения (или потребности)")]
    left: Annotated[list[int], Field(description="компании, которых в ответе больше нет")]


class SavedSearchReply(Reply):
    """Сохранённый поиск; у того, который больше не работает, сказано почему."""

    id: int
    name: str
    query: str
    seen_at: datetime
    news: NewsReply
    wrong: str | None


class SavedSearchList(Reply):
    """Поиски вызывающего, новые первыми."""

    searches: list[SavedSearchReply]
    next_before: int | None
