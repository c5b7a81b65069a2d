"""«Запросить КП у выбранных»: the text to copy, the document, and writing down who was asked."""

import re
from io import BytesIO
from typing import Any

from flask import render_template, request, send_file
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.exchange.cells import MAX_TEXT
from service.api.context import caller, services
from service.errors import InvalidError
from service.journal.keeping import refused
from service.journal.mail_link import mail_link
from service.journal.quotation import Quotation, letter_docx
from service.journal.steps import MAX_SUPPLIERS
from service.journal.suppliers import Supplier
from service.office_files import DOCX
from service.web.blueprint import blueprint
from service.web.company_field import with_companies_chosen
from service.web.journal_acts import company_id
from service.web.journal_form import to_request
from service.web.journal_page import Sent, request_page

Page = str | Response | tuple[str, int]
MAX_HIDDEN = 15  # of more addresses too little room is left in a link for the text
_WRITTEN = {
    "asked": "Записано, у кого запрошено КП",
    "passed": "Записано, кому передано",
    "reminded": "Записано, кому напомнили",
}


@blueprint.route("/journal/<int:id_>/quotation", methods=["GET", "POST"])
def quotation(id_: int) -> Page:
    """The text for the companies chosen, as proposed or as posted; nothing is written down yet."""
    try:
        chosen = _chosen(request.values)
        told = _told(id_, chosen)
    except EntryError as error:
        return request_page(id_, Sent("choose", _with_other(request.values), error)), 422
    around = _around(id_, chosen)
    letter = _posted_text("letter") or told.letter
    emails = [one.email for one in around["recipients"] if one.email]
    return render_template(
        "journal_quotation.html",
        letter=letter,
        message=_posted_text("message") or told.message,
        link=mail_link(told.title, letter, emails if len(emails) <= MAX_HIDDEN else ()),
        letters={
            e: mail_link(told.title, letter, [e]).address for one in around["recipients"] for e in one.emails
        },
        most_hidden=MAX_HIDDEN,
        is_to_all=0 < len(emails) <= MAX_HIDDEN,
        **around,
    )


@blueprint.get("/journal/<int:id_>/reminder")
def reminder(id_: int) -> Page:
    """The text for companies that have not answered; nothing is written down yet."""
    try:
        chosen = _chosen(request.args)
        told = _told(id_, chosen)
    except EntryError as error:
        return request_page(id_, Sent("choose", _with_other(request.args), error)), 422
    around = _around(id_, chosen)
    asked = services().journal.asked(around["row"])
    days = {
        one.given.at.astimezone().date() for one in asked if one.company.id in {c.company_id for c in chosen}
    }
    text = told.reminder(days.pop() if len(days) == 1 else None)
    return render_template("journal_reminder.html", text=text, **around)


@blueprint.route("/journal/<int:id_>/quotation.docx", methods=["GET", "POST"])
def quotation_file(id_: int) -> Response:
    """The letter as a document of Word, as proposed or as posted."""
    told = _told(id_, _chosen(request.values))
    content = BytesIO(letter_docx(_posted_text("letter") or told.letter))
    return send_file(content, DOCX, as_attachment=True, download_name=f"Запрос КП {id_}.docx")


@blueprint.post("/journal/<int:id_>/<any(asked, passed, reminded):kind>")
def give_request(id_: int, kind: str) -> Page:
    """Writes down that the text was sent, or that the request was only passed on."""
    steps = services().request_steps
    try:
        chosen = _chosen(request.form)
        {"asked": steps.ask, "passed": steps.pass_on, "reminded": steps.remind}[kind](caller(), id_, chosen)
    except EntryError as error:
        return request_page(id_, Sent("choose", _with_other(request.form), error)), 422
    return to_request(id_, _WRITTEN[kind])


def _around(id_: int, chosen: list[Supplier]) -> dict[str, Any]:
    return {
        "row": services().journal.request(caller(), id_),
        "recipients": services().quoting.recipients(caller(), chosen),
        "values": [_value(supplier) for supplier in chosen],
        "is_named": _is_named(),
    }


def _told(id_: int, chosen: list[Supplier]) -> Quotation:
    row = services().journal.request(caller(), id_)
    return services().quoting.quotation(caller(), row, chosen, is_named=_is_named())


def _posted_text(name: str) -> str:
    text = request.form.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > MAX_TEXT:
        raise InvalidError([(name, f"Слишком длинно: {len(text)} знаков, можно до {MAX_TEXT}")])
    return text


def _is_named() -> bool:
    return request.values.get("named") == "1"


def _chosen(sent: MultiDict[str, str]) -> list[Supplier]:
    """The companies ticked, and one more that may be typed. Raises EntryError."""
    found = [_supplier(value) for value in sent.getlist("to")]
    if typed := _with_other(sent).get("other", "").strip():
        found.append(Supplier(company_id(typed)))
    chosen = list(dict.fromkeys(supplier for supplier in found if supplier))
    if not 0 < len(chosen) <= MAX_SUPPLIERS:
        raise refused("suppliers", f"Отметьте компании или назовите одну: от одной до {MAX_SUPPLIERS}")
    return chosen


def _with_other(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    return with_companies_chosen(sent, ["other"])


def _supplier(value: str) -> Supplier | None:
    """«12-5» is company 12 with its offer 5."""
    read = re.fullmatch(r"(\d{1,15})(?:-(\d{1,15}))?", value, re.ASCII)
    return Supplier(int(read[1]), int(read[2]) if read[2] else None) if read else None


def _value(supplier: Supplier) -> str:
    return f"{supplier.company_id}-{supplier.offer_id}" if supplier.offer_id else str(supplier.company_id)
