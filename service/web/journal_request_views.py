"""What staff do with one request: confirm the draft, hand it out, write down answers, close it."""

from collections.abc import Callable

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from data.entry import EditConflict, EntryError
from service.api.context import caller, services
from service.company_typed import company_typed
from service.journal.changes import EDITED
from service.journal.closing import Signed
from service.journal.steps import Said
from service.web.blueprint import blueprint
from service.web.code_field import warn_of_unknown_codes
from service.web.company_field import with_companies_chosen
from service.web.journal_page import NEED_FIELDS, Sent, request_page
from service.web.notices import Notice, leave_notice
from service.web.record_form import posted_values

Page = str | Response | tuple[str, int]


@blueprint.get("/journal/<int:id_>")
def journal_request(id_: int) -> str:
    """One request."""
    return request_page(id_)


@blueprint.post("/journal/<int:id_>/confirm")
def confirm_request(id_: int) -> Page:
    """The fields that were read and mended become a need of the pool."""

    def confirm() -> None:
        values = posted_values(NEED_FIELDS, _posted())
        values["company_id"] = company_id(values.pop("company"))
        services().journal.confirm(caller(), id_, values, seen_version())
        warn_of_unknown_codes(values)

    return _done(id_, "confirm", confirm, "Потребность заведена. Теперь выберите, у кого запросить КП.")


@blueprint.post("/journal/<int:id_>/split")
def split_request(id_: int) -> Response:
    """One draft for each thing that the text asks for."""
    ids = services().journal.split(caller(), id_)
    numbers = ", ".join(f"№ {one}" for one in ids)
    return to_request(
        id_, f"Текст разделён на обращения {numbers}: подтвердите каждое." if len(ids) > 1 else ""
    )


@blueprint.post("/journal/<int:id_>/change")
def change_request(id_: int) -> Page:
    """Who is responsible, until when, what is next and when, for which slot; what the form has of it."""

    def change() -> None:
        values: dict[str, object] = {name: request.form[name] for name in EDITED if name in request.form}
        ids = {name: _number(str(values[name])) for name in ("responsible_id", "slot_id") if name in values}
        services().journal.change(caller(), id_, values | ids, seen_version())

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
        signed = Signed(
            company_id=_number(form.get("contract_company", "")) or 0,
            amount_rub=form.get("contract_rub"),
            text=form.get("contract_text"),
            subject=form.get("contract_subject"),
            signed_on=form.get("contract_day"),
        )
        services().request_closing.close_with_contract(caller(), id_, signed, seen_version())

    back = url_for("web.reopen_request", id_=id_)
    return _done(id_, "contract", close, "Обращение закрыто, договор записан в пул", back)


@blueprint.post("/journal/<int:id_>/no-result")
def close_without_result(id_: int) -> Page:
    """The request ended without one."""
    reason, told = request.form.get("reason", ""), request.form.get("no_result_text")

    def close() -> None:
        services().request_closing.close_without_result(caller(), id_, reason, told, seen_version())

    back = url_for("web.reopen_request", id_=id_)
    return _done(id_, "no_result", close, "Обращение закрыто без результата", back)


@blueprint.post("/journal/<int:id_>/reopen")
def reopen_request(id_: int) -> Page:
    """As if it had not been closed."""
    services().request_closing.reopen(caller(), id_)
    return to_request(id_, "Обращение снова открыто")


def to_request(id_: int, told: str, undo: str = "") -> Response:
    """Back to the page, with a notice and what takes it back."""
    if told:
        leave_notice(Notice(told, undo, "Отменить" if undo else "", is_post=bool(undo)))
    return redirect(url_for("web.journal_request", id_=id_), 303)


def company_id(text: str) -> int:
    """The company that somebody typed. Raises EntryError."""
    with services().database.reading() as session:
        return company_typed(session, text, "company_id").id


def seen_version() -> int | None:
    """Of the request, as the form was drawn."""
    return _number(request.form.get("version", ""))


def _done(id_: int, form: str, act: Callable[[], None], told: str, undo: str = "") -> Page:
    posted = _posted()
    try:
        act()
    except EntryError as error:
        return request_page(id_, Sent(form, posted, error)), 422
    except EditConflict as conflict:
        return request_page(id_, Sent(form, posted, conflict=conflict)), 409
    return to_request(id_, told, undo)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _posted() -> MultiDict[str, str]:
    return with_companies_chosen(request.form, ["company"])
