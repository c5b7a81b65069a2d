"""The search page, and what is made of a search that found nobody."""

from urllib.parse import urlencode

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from service.api.context import caller, services
from service.errors import InvalidError
from service.market.asked_needs import KeptNeed
from service.web.blueprint import STALE_FORM, Page, blueprint, is_in_place
from service.web.notices import Notice, leave_notice
from service.web.search_answers import asked_need
from service.web.search_form import SUPPLIERS, read_search
from service.web.search_page import Refusal, search_page


@blueprint.route("/", methods=["GET", "POST"])
def search() -> Page:
    """The form and the answer; POST is for a text that is too long for an address (static/long_text.js)."""
    page = search_page()
    if not (is_in_place() and request.method == "GET"):
        return page
    response = make_response(page)
    filled = [(name, value) for name, value in request.args.items(multi=True) if value.strip()]
    # the address that a colleague is sent: a browser alone would put every empty field into it
    response.headers["HX-Push-Url"] = f"{url_for('web.search')}?{urlencode(filled)}"
    return response


@blueprint.post("/unmet")
def keep_unmet() -> Page:
    """«В незакрытые потребности»: a need of the company that was named, else a draft of the journal."""
    form = read_search(request.form)
    if form.errors or not form.text or form.side != SUPPLIERS:
        raise InvalidError([("text", STALE_FORM)])
    need, company = asked_need(form, None), form.typed.get("owner", "").strip()
    try:
        if not company:
            return _drafted(services().asked_needs.of_nobody(caller(), need).id)
        return _kept(services().asked_needs.of_company(caller(), need, company))
    except EntryError as error:
        return search_page(Refusal({_field(e.field): str(e) for e in error.errors}))


@blueprint.post("/unmet/drafts/<int:id_>/take-back")
def take_draft_back(id_: int) -> Response:
    """As if nothing had been written down: the draft is closed as no request."""
    services().asked_needs.take_draft_back(caller(), id_)
    leave_notice(Notice("Черновик закрыт с пометкой «не обращение»"))
    return redirect(url_for("web.journal"), 303)


def _kept(kept: KeptNeed) -> Response:
    id_ = kept.row.id
    if kept.was_there:
        leave_notice(Notice("Такая потребность у этой компании уже записана"))
    else:
        undo = url_for("web.archive_record", sheet="needs", id_=id_)
        text = "Потребность записана за компанией. В «Нишах» она появится, как только обновится снимок пула."
        leave_notice(Notice(text, undo, "Отменить", is_post=True))
    return redirect(url_for("web.search", need_id=id_), 303)


def _drafted(id_: int) -> Response:
    undo = url_for("web.take_draft_back", id_=id_)
    text = "Записано черновиком в журнал. Укажите, кто спрашивает, и подтвердите: тогда войдёт в пул."
    leave_notice(Notice(text, undo, "Отменить", is_post=True))
    return redirect(url_for("web.journal_request", id_=id_), 303)


def _field(name: str | None) -> str:
    return "owner" if name == "company" else name or "owner"
