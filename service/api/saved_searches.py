"""Routes of saved searches: everybody's own."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.saved_searches.saved_searches import PAGE_SIZE
from service.schemas.records import IdPath
from service.schemas.saved_searches import (
    NewsReply,
    SavedSearchEntry,
    SavedSearchList,
    SavedSearchQuery,
    SavedSearchReply,
)
from service.web.saved_answers import SavedSearch, checked_query, looked_at_now, with_news

api = APIBlueprint(
    "saved_searches",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Сохранённые поиски", description="Что нового с прошлого просмотра")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)


@api.get("/searches", summary="Сохранённые поиски", responses={200: SavedSearchList})
def saved_searches(query: SavedSearchQuery) -> dict[str, Any]:
    """Поиски владельца ключа с тем, что в них нового; просмотренными они от этого не становятся."""
    rows = services().saved_searches.page(caller(), query.before)
    last_id = rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None
    searches = [_reply(search) for search in with_news(rows[:PAGE_SIZE])]
    return SavedSearchList(searches=searches, next_before=last_id).model_dump(mode="json")


@api.post("/searches", summary="Сохранить поиск", responses={201: SavedSearchReply})
def save_search(body: SavedSearchEntry) -> tuple[dict[str, Any], int]:
    """Тот же поиск второй раз — тот же, с новым названием."""
    query = checked_query(body.query)
    row = services().saved_searches.save(caller(), body.name, query, looked_at_now(query).shown)
    return _reply(with_news([row])[0]).model_dump(mode="json"), 201


@api.delete("/searches/<int:id>", summary="Удалить сохранённый поиск", responses={204: None})
def delete_search(path: IdPath) -> tuple[str, int]:
    """Из списка; второй раз ничего не меняет."""
    services().saved_searches.delete(caller(), path.id)
    return "", 204


def _reply(search: SavedSearch) -> SavedSearchReply:
    row, news = search.row, search.news
    return SavedSearchReply(
        id=row.id,
        name=row.name,
        query=row.query,
        seen_at=row.seen_at,
        news=NewsReply(
            companies=sorted(news.companies), records=sorted(news.records), left=sorted(news.left)
        ),
        wrong=search.looked.wrong or None,
    )
