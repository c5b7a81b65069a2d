"""Whom to invite next, with marks and letters; the dossier of a company."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.tables.pool import CompanyRow
from service.api.context import caller, services
from service.api.downloads import download
from service.api.invitations import letter_answer
from service.grades import GRADE_WORDS
from service.office_files import XLSX
from service.recruiting.plan_file import plan_xlsx
from service.recruiting.words import closes_words, demand_word, volume_words
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice

SHOWN, MAX_SHOWN = 10, 50


@blueprint.get("/invitations")
def invitations() -> str:
    """The companies in order, each with what it closes, and those that are invited already."""
    limit = _limit(request.args.get("limit", ""))
    return render_template(
        "invitations.html",
        plan=services().inviting.plan(caller(), limit),
        limit=limit,
        max_shown=MAX_SHOWN,
        closes_words=closes_words,
        **_words(),
    )


@blueprint.get("/invitations.xlsx")
def invitations_file() -> Response:
    """The same as a workbook."""
    plan = services().inviting.plan(caller(), _limit(request.args.get("limit", "")))
    return download(plan_xlsx(plan), XLSX, "Кого пригласить.xlsx")


@blueprint.post("/invitations/<int:id_>/mark")
def mark_invited(id_: int) -> Response:
    """The company counts as chosen from now on; the notice has the way back."""
    company = services().pool_entry.get(CompanyRow, id_)
    services().inviting.mark_invited(caller(), id_)
    back = url_for("web.take_invitation_back", id_=id_)
    leave_notice(Notice(f"{company.name}: отмечено, что приглашена", back, "Отменить", is_post=True))
    return _to_list()


@blueprint.post("/invitations/<int:id_>/take-back")
def take_invitation_back(id_: int) -> Response:
    """As if it had not been invited; the notice has the way back."""
    services().inviting.take_back(caller(), id_)
    back = url_for("web.mark_invited", id_=id_)
    leave_notice(Notice("Отметка о приглашении снята", back, "Отметить снова", is_post=True))
    return _to_list()


@blueprint.get("/invitations/<int:id_>/dossier")
def dossier(id_: int) -> str:
    """One page about a company, made for paper too."""
    return render_template("dossier.html", dossier=services().inviting.dossier(caller(), id_), **_words())


@blueprint.get("/invitations/<int:id_>/letter.docx")
def letter(id_: int) -> Response:
    """The letter as a file."""
    return letter_answer(id_)


def _to_list() -> Response:
    return redirect(url_for("web.invitations", limit=_limit(request.form.get("limit", ""))), 303)


def _limit(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else SHOWN
    return min(max(number, 1), MAX_SHOWN)


def _words() -> dict[str, object]:
    return {"grade_words": GRADE_WORDS, "demand_word": demand_word, "volume_words": volume_words}
