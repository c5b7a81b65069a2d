"""Routes of the journal: requests written down, confirmed, taken apart, followed, closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.entry import EntryError
from data.exchange.rows import FieldError
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.journal_replies import request_line, request_reply, selection
from service.errors import InvalidError
from service.journal.changes import EDITED
from service.journal.closing import Signed
from service.journal.cursor import read_cursor, write_cursor
from service.journal.steps import VERDICT_OF, Said
from service.journal.suppliers import Supplier
from service.schemas.journal import (
    EventEntry,
    OutcomeEntry,
    RequestEntry,
    RequestList,
    RequestPatch,
    RequestQuery,
    RequestReply,
    SplitReply,
)
from service.schemas.records import IdPath, NeedEntry

api = APIBlueprint(
    "journal",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Журнал обращений", description="Кто чего попросил и чем это кончилось")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 409, 415, 422, 503),
)


@api.get("/requests", summary="Обращения", responses={200: RequestList})
def requests(query: RequestQuery) -> dict[str, Any]:
    """Сначала те, чей срок ближе, закрытые в конце; просроченные, сегодняшние и молчащие посчитаны всегда."""
    after = read_cursor(query.cursor)
    found = services().request_list.listed(caller(), selection(query), query.limit, after)
    return {
        "requests": [request_line(row) for row in found.requests],
        "by_state": found.by_state,
        "overdue": found.num_overdue,
        "today": found.num_due,
        "silent": found.num_silent,
        "next_cursor": write_cursor(found.next),
    }


@api.post("/requests", summary="Записать обращение", responses={201: RequestReply})
def create_request(body: RequestEntry) -> tuple[dict[str, Any], int]:
    """Черновик с прочитанной потребностью; тот же текст второй раз — тот же черновик."""
    return request_reply(services().journal.draft(caller(), body.text, body.channel)), 201


@api.get("/requests/<int:id>", summary="Обращение", responses={200: RequestReply})
def request_(path: IdPath) -> dict[str, Any]:
    """Обращение с историей."""
    return request_reply(services().journal.request(caller(), path.id))


@api.patch("/requests/<int:id>", summary="Изменить обращение", responses={200: RequestReply})
def edit_request(path: IdPath, body: RequestPatch) -> dict[str, Any]:
    """Правит, подтверждает черновик, закрывает или открывает снова: за один запрос что-то одно."""
    changes = body.model_dump(include=set(EDITED), exclude_unset=True)
    if sum((bool(changes), body.need is not None, body.outcome is not None, body.reopen)) > 1:
        raise InvalidError([("", "за один запрос — что-то одно: правка, need, outcome или reopen")])
    if body.need:
        _confirm(path.id, body.need, body.version)
    elif body.outcome:
        _close(path.id, body.outcome, body.version)
    elif body.reopen:
        services().request_closing.reopen(caller(), path.id)
    else:
        services().journal.change(caller(), path.id, changes, body.version)
    return request_(path)


@api.post("/requests/<int:id>/split", summary="Разделить черновик", responses={200: SplitReply})
def split_request(path: IdPath) -> dict[str, Any]:
    """По черновику на каждую вещь, которую просит текст; у каждого остаётся весь текст."""
    return {"ids": services().journal.split(caller(), path.id)}


@api.post("/requests/<int:id>/events", summary="Записать событие", responses={201: RequestReply})
def add_event(path: IdPath, body: EventEntry) -> tuple[dict[str, Any], int]:
    """Заметка; кому передано; у кого запрошено КП; кому напомнили; что ответили. Вердикты ставятся сами."""
    if body.kind == "note":
        services().request_steps.note(caller(), path.id, body.text or "")
    else:
        _give_or_answer(path.id, body)
    return request_(path), 201


def _give_or_answer(id_: int, body: EventEntry) -> None:
    if body.company_id is None:
        raise InvalidError([("company_id", "назовите компанию")])
    steps, supplier = services().request_steps, Supplier(body.company_id, body.offer_id)
    if body.kind in VERDICT_OF:
        steps.answer(caller(), id_, Said(body.kind, body.company_id, body.text, body.amount_rub))
    elif body.kind == "asked":
        steps.ask(caller(), id_, [supplier])
    elif body.kind == "reminded":
        steps.remind(caller(), id_, [supplier])
    elif body.kind == "passed":
        steps.pass_on(caller(), id_, [supplier])
    else:
        raise InvalidError([("kind", "это событие журнал записывает сам")])


def _confirm(id_: int, need: NeedEntry, seen: int | None) -> None:
    with _under("need"):
        services().journal.confirm(caller(), id_, need.model_dump(exclude_unset=True), seen)


def _close(id_: int, told: OutcomeEntry, seen: int | None) -> None:
    closing = services().request_closing
    if (told.company_id is None) == (told.reason is None):
        raise InvalidError([("outcome", "нужно одно из двух: company_id (договор) или reason")])
    with _under("outcome"):
        if told.company_id is not None:
            signed = Signed(**told.model_dump(exclude={"reason"}))
            closing.close_with_contract(caller(), id_, signed, seen)
        else:
            closing.close_without_result(caller(), id_, told.reason or "", told.text, seen)


@contextmanager
def _under(name: str) -> Iterator[None]:
    """Errors of a part of the body point into it; the state is of the whole request."""
    try:
        yield
    except EntryError as error:
        places = [e.field if e.field in ("state", "need") else f"{name}/{e.field}" for e in error.errors]
        told = [FieldError(place, str(e)) for place, e in zip(places, error.errors, strict=True)]
        raise EntryError(told) from error
