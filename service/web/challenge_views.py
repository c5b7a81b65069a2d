"""Challenges of companies: seen by topic, entered, archived."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.exchange.cells import clean_text
from data.exchange.rows import FieldError
from data.store.company_choice import told_name
from data.store.records import find, find_company
from data.tables.pool import CompanyRow
from data.vocabulary import CHALLENGE_TOPICS
from service.api.context import caller, services
from service.company_typed import not_found
from service.web.blueprint import Page, blueprint
from service.web.company_field import with_companies_chosen
from service.web.notices import Notice, leave_notice
from service.web.suggestions import suggested

FIELDS = ("company", "topic", "text")
NOBODY = 0


@blueprint.get("/challenges")
def challenges() -> str:
    """All challenges; a company in the address is entered in the form already."""
    company_id = request.args.get("company_id", NOBODY, type=int)
    with services().database.reading() as session:
        company = find(session, CompanyRow, company_id)
        typed = {"company": told_name(session, company)} if company else {}
    return _page(typed)


@blueprint.post("/challenges")
def add_challenge() -> Page:
    """Records what a company told; it comes back with what is wrong when something is."""
    form = with_companies_chosen(request.form, ["company"])
    typed = {name: clean_text(form.get(name, "")) for name in FIELDS}
    with services().database.reading() as session:
        company = find_company(session, typed["company"]) if typed["company"] else None
    try:
        company_id = company.id if company else NOBODY
        services().challenges.add(caller(), company_id, typed["topic"], typed["text"])
    except EntryError as error:
        return _page(typed, error.errors), 422
    leave_notice(Notice("Вызов записан"))
    return _back()


@blueprint.post("/challenges/<int:id_>/archive")
def archive_challenge(id_: int) -> Response:
    """Takes a challenge out of the collection; the notice has the way back."""
    services().challenges.archive(caller(), id_)
    leave_notice(
        Notice("Вызов убран в архив", url_for("web.restore_challenge", id_=id_), "Вернуть", is_post=True)
    )
    return _back()


@blueprint.post("/challenges/<int:id_>/restore")
def restore_challenge(id_: int) -> Response:
    """Brings a challenge back."""
    services().challenges.restore(caller(), id_)
    leave_notice(Notice("Вызов возвращён из архива"))
    return _back()


def _page(typed: Mapping[str, str], errors: list[FieldError] | None = None) -> str:
    found = services().challenges.current(caller())
    told = {error.field: str(error) for error in errors or []}
    if "company_id" in told:
        with services().database.reading() as session:
            told["company_id"] = not_found(session, typed.get("company", ""))
    topics = {topic: [g for g in found.groups if g.topic == topic] for topic in CHALLENGE_TOPICS}
    return render_template(
        "challenges.html",
        found=found,
        topics={topic: groups for topic, groups in topics.items() if groups},
        topic_words=CHALLENGE_TOPICS,
        typed=typed,
        errors=told,
        **suggested(["companies"]),
    )


def _back() -> Response:
    return redirect(url_for("web.challenges"), 303)
