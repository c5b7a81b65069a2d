"""What staff do with one request: confirm the draft, hand it out, write down answers, close it."""

from collections.abc import Callable

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.store.records import find_company
from service.api.context import caller, services
from service.journal.keeping import refused
from service.journal.steps import Said
from service.web.blueprint import blueprint
from service.web.journal_page import NEED_FIELDS, Sent, request_page
from service.web.notices import Notice, leave_notice
from service.web.record_form import posted_values

Page = str | Response | tuple[str, int]
UNKNOWN = "В пуле нет такой компании: нужен код, ИНН или точное название; новую сначала заведите"


@blueprint.get("/journal/<int:id_>")
def journal_request(id_: int) -> str:
    """One request."""
    return request_page(id_)


@blueprint.post("/journal/<int:id_>/confirm")
def confirm_request(id_: int) -> Page:
    """The fields that were read and mended become a need of the pool."""

    def confirm() -> None:
        values = posted_values(NEED_FIELDS, request.form)
        values["company_id"] = company_id(values.pop("company"))
        services().journal.confirm(caller(), id_, values)

    return _done(id_, "confirm", confirm, "Потребность заведена. Теперь выберите, у кого запросить КП.")


@blueprint.post("/journal/<int:id_>/change")
def change_request(id_: int) -> Page:
    """Who is responsible, until when, what is next."""

    def change() -> None:
        whose = request.form.get("responsible_id", "")
        values = {name: request.form.get(name) for name in ("deadline", "next_action")}
        services().journal.change(caller(), id_, values | {"responsible_id": _number(whose)})

    return _done(id_, "change", change, "Сохранено")


@blueprint.post("/journal/<int:id_>/note")
def note_request(id_: int) -> Page:
    """A line in the history."""
    told = request.form.get("note_text", "")
    return _done(id_, "note", lambda: services().request_steps.note(caller(), id_, told), "Записано")


@blueprint.post("/journal/<int:id_>/answer")
def answer_request(id_: int) -> Page:
    """What a company said."""
    form = request.form
    said = Said(
        kind=form.get("answer_kind", ""),
        company_id=_number(form.get("answer_company", "")) or 0,
        text=form.get("answer_text"),
        amount_rub=form.get("answer_rub"),
    )
    return _done(id_, "answer", lambda: services().request_steps.answer(caller(), id_, said), "Записано")


@blueprint.post("/journal/<int:id_>/contract")
def close_with_contract(id_: int) -> Page:
    """The request ended with a contract."""
    form = request.form

    def close() -> None:
        who = _number(form.get("contract_company", "")) or 0
        services().request_closing.close_with_contract(
            *(caller(), id_, who), form.get("contract_rub"), form.get("contract_text")
        )

    return _done(id_, "contract", close, "Обращение закрыто договором")


@blueprint.post("/journal/<int:id_>/no-result")
def close_without_result(id_: int) -> Page:
    """The request ended without one."""
    reason, told = request.form.get("reason", ""), request.form.get("no_result_text")

    def close() -> None:
        services().request_closing.close_without_result(caller(), id_, reason, told)

    return _done(id_, "no_result", close, "Обращение закрыто без результата")


@blueprint.post("/journal/<int:id_>/reopen")
def reopen_request(id_: int) -> Page:
    """As if it had not been closed."""
    services().request_closing.reopen(caller(), id_)
    return to_request(id_, "Обращение снова открыто")


def to_request(id_: int, told: str) -> Response:
    """Back to the page, with a notice."""
    leave_notice(Notice(told))
    return redirect(url_for("web.journal_request", id_=id_), 303)


def company_id(text: str) -> int:
    """The company that somebody typed. Raises EntryError."""
    with services().database.reading() as session:
        company = find_company(session, text) if text.strip() else None
    if company is None:
        raise refused("company_id", UNKNOWN if text.strip() else "Назовите компанию")
    return company.id


def _done(id_: int, form: str, act: Callable[[], None], told: str) -> Page:
    try:
        act()
    except EntryError as error:
        return request_page(id_, Sent(form, request.form, error)), 422
    return to_request(id_, told)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
