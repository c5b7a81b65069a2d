"""Up to five companies side by side, for what was searched for or as they are."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from data.profiles import Need
from data.store.records import find_company
from service.api.context import caller, services
from service.errors import InvalidError
from service.grades import GRADE_WORDS
from service.shortlists.comparison import MAX_COMPARED, told_briefly
from service.web.blueprint import Page, blueprint
from service.web.code_field import code_names
from service.web.presenting import snapshot_moment
from service.web.search_answers import Stored, asked_need, stored_record
from service.web.search_chips import address
from service.web.search_form import SUPPLIERS, SearchForm, read_search
from service.web.search_subject import with_record
from service.web.suggestions import suggested

MAX_TICKED = 100
UNKNOWN = "В пуле нет такой компании: нужен код, ИНН или точное название"


@dataclass(frozen=True)
class Asked:
    """What the address says: whom to compare, and for which need."""

    form: SearchForm
    stored: Stored | None
    ids: list[int]

    @property
    def need(self) -> Need | None:
        """None where whole profiles are compared."""
        return asked_need(self.form, self.stored) if self.form.is_asked else None

    def address(self, ids: list[int]) -> str:
        """The same comparison of other companies."""
        typed = MultiDict([(k, v) for k, v in self.form.typed.items(multi=True) if k != "add"])
        return address(typed, url_for("web.compare"), [("company", str(id_)) for id_ in ids])


@blueprint.route("/compare", methods=["GET", "POST"])
def compare() -> Page:
    """Companies in columns; POST is for a text that is too long for an address."""
    asked = _asked()
    typed = request.values.get("add", "").strip()
    added = _company_id(typed) if typed else None
    if added and (url := asked.address(list(dict.fromkeys([*asked.ids, added])))):
        return redirect(url, 303)
    page = _page(asked, UNKNOWN if typed and not added else "")
    return (page, 422) if typed and not added else page


def _page(asked: Asked, wrong: str) -> str:
    found = services().comparing.compared(caller(), asked.need, asked.ids)
    shown = [column.company.id for column in found.columns]
    return render_template(
        "compare.html",
        found=found,
        form=asked.form,
        stored=asked.stored,
        without={id_: asked.address([one for one in shown if one != id_]) for id_ in shown},
        most=MAX_COMPARED,
        back=address(asked.form.typed) if asked.need else "",
        kept=[(k, v) for k, v in asked.form.typed.items(multi=True) if k not in ("add", "csrf_token")],
        wrong=wrong,
        typed=request.values.get("add", ""),
        moment=snapshot_moment(found.snapshot),
        grade_words=GRADE_WORDS,
        told_briefly=told_briefly,
        okved2_names=code_names("okved2").names,
        companies=suggested(["companies"])["companies"],
    )


def _asked() -> Asked:
    form = read_search(with_record(request.values))
    if form.errors and form.is_asked:
        raise InvalidError(list(form.errors.items()))
    if form.is_asked and form.side != SUPPLIERS:
        raise InvalidError([("side", "Сравнить можно поставщиков: потребности покупателей не сравниваются")])
    typed = [text for text in request.values.getlist("company") if text.isascii() and text.isdecimal()]
    ids = list(dict.fromkeys(int(text) for text in typed if len(text) < 10))
    return Asked(form, stored_record(form), ids[:MAX_TICKED])


def _company_id(text: str) -> int | None:
    with services().database.reading() as session:
        row = find_company(session, text)
    return row.id if row else None
