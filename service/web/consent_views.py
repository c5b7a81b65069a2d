"""Consents: what a company says yes to, on its own page and on a page of staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.consent_texts import KINDS
from data.entry import EntryError
from data.tables.pool import CompanyRow
from data.vocabulary import CONSENT_BASES
from service.access import may_see_changes
from service.api.context import caller, services
from service.consents.consents import STAFF_BASES, Basis, Consent
from service.web.blueprint import Page, blueprint
from service.web.notices import Notice, leave_notice


@dataclass(frozen=True)
class SentConsent:
    """A form of the page that came back: of which kind, what was typed, what is wrong."""

    kind: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@blueprint.app_template_global()
def consents_of(company_id: int) -> list[Consent]:
    """How the consents of a company stand, for its card."""
    return services().consents.of(caller(), company_id)


@blueprint.get("/companies/<int:id_>/consents")
def company_consents(id_: int) -> str:
    """All consents of a company with their history, for staff."""
    return _page(id_, "company_consents.html")


@blueprint.post(f"/companies/<int:id_>/consents/<any({', '.join(KINDS)}):kind>")
def answer_consent(id_: int, kind: str) -> Page:
    """Staff write down what a company answered on paper or by mail."""
    return _answered(
        id_, kind, "company_consents.html", redirect(url_for("web.company_consents", id_=id_), 303)
    )


@blueprint.get("/my/consents")
def my_consents() -> str:
    """The consents of the own company."""
    return _page(caller().company_id or 0, "my_consents.html")


@blueprint.post(f"/my/consents/<any({', '.join(KINDS)}):kind>")
def my_answer_consent(kind: str) -> Page:
    """A yes or a no of the own company."""
    back = redirect(url_for("web.my_consents"), 303)
    return _answered(caller().company_id or 0, kind, "my_consents.html", back)


def _answered(company_id: int, kind: str, template: str, back: Response) -> Page:
    typed = {name: request.form.get(f"{name}_{kind}", "") for name in ("basis", "document")}
    basis, version = Basis(typed["basis"], typed["document"]), request.form.get("version", "")
    try:
        if request.form.get("answer") == "yes":
            seen = int(version) if version.isdecimal() and len(version) < 9 else 0
            services().consents.give(caller(), company_id, kind, seen, basis)
            leave_notice(Notice("Согласие записано"))
        else:
            services().consents.withdraw(caller(), company_id, kind, basis)
            leave_notice(Notice("Отказ записан: с этой минуты согласие не действует"))
    except EntryError as error:
        errors = {str(one.field): str(one) for one in error.errors}
        return _page(company_id, template, SentConsent(kind, typed, errors)), 422
    return back


def _page(company_id: int, template: str, sent: SentConsent | None = None) -> str:
    found = services().consents.of(caller(), company_id)
    by = [answer.by for consent in found for answer in consent.answers]
    return render_template(
        template,
        consents=found,
        company=services().pool_entry.seen(caller(), CompanyRow, company_id),
        names=services().changes.actors(caller(), by) if may_see_changes(caller()) else {},
        bases=CONSENT_BASES,
        staff_bases=STAFF_BASES,
        sent=sent or SentConsent(),
    )
