"""Routes of requests that were passed to the own company."""

from typing import Any

from data.tables.pool import MAX_ID
from service.api.context import caller, services
from service.api.cursors import read_cursor, write_cursor
from service.api.my import api
from service.members.passed import PAGE_SIZE, Answer, Passed
from service.schemas.my_service import PassedAnswerEntry, PassedPage, PassedQuery, PassedReply
from service.schemas.records import IdPath


@api.get("/requests", summary="Заявки, переданные нам", responses={200: PassedPage})
def passed_requests(query: PassedQuery) -> dict[str, Any]:
    """Что нужно, сколько, к какому сроку и в каком регионе; кто просит, не говорится."""
    found = services().passed_requests.listed(caller(), read_cursor(query.cursor) or MAX_ID)
    last = found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None
    page = PassedPage(requests=list(map(_reply, found[:PAGE_SIZE])), next_cursor=write_cursor(last))
    return page.model_dump(mode="json")


@api.post("/requests/<int:id>/answers", summary="Ответить на заявку", responses={201: PassedReply})
def answer_passed_request(path: IdPath, body: PassedAnswerEntry) -> tuple[dict[str, Any], int]:
    """Попадает в журнал ассоциации; следующий ответ заменяет прежний, тот же второй раз — один."""
    services().passed_requests.answer(caller(), path.id, Answer(**body.model_dump()))
    return _reply(services().passed_requests.one(caller(), path.id)).model_dump(mode="json"), 201


def _reply(one: Passed) -> PassedReply:
    told = {name: getattr(one.told, name) for name in ("title", "description", "volume", "due", "place")}
    own = {name: getattr(one, name) for name in PassedReply.model_fields if hasattr(one, name)}
    return PassedReply(**own, **told, text=one.words)
