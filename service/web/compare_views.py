"""Up to five companies side by side, for what was searched for or as they are."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from data.entry import EntryError
from data.profiles import Need
from service.access import may_keep_shortlists
from service.api.context import caller, services
from service.company_typed import company_meant
from service.errors import InvalidError
from service.grades import GRADE_WORDS
from service.shortlists.comparison import MAX_COMPARED, told_briefly
from service.web.blueprint import Page, blueprint
from service.web.code_field import code_names
from service.web.company_field import named_companies
from service.web.presenting import snapshot_moment
from service.web.search_answers import Stored, asked_need, stored_record
from service.web.search_chips import address
from service.web.search_form import SUPPLIERS, SearchForm, read_search
from service.web.search_subject import with_record
from service.web.search_tools import answer_tools
from service.web.suggestions import suggested

MAX_TICKED = 100


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
        typed = MultiDict([(k, v) for k, v in self.form.typed.items(multi=True) if not k.startswith("add")])
        return address(typed, url_for("web.compare"), [("company", str(id_)) for id_ in ids])


@blueprint.route("/compare", methods=["GET", "POST"])
def compare() -> Page:
    """Companies in columns; POST is for a text that is too long for an address."""
    asked = _asked()
    typed = next(iter(named_companies(request.values, "add")), "").strip()
    try:
        added = _company_id(typed) if typed else None
    except EntryError as error:
        return _page(asked, str(error.errors[0])), 422
    if added and (url := asked.address(list(dict.fromkeys([*asked.ids, added])))):
        return redirect(url, 303)
    return _page(asked)


def _page(asked: Asked, wrong: str = "") -> str:
    found = services().comparing.compared(caller(), asked.need, asked.ids)
    shown = [column.company.id for column in found.columns]
    return render_template(
        "compare.html",
        found=found,
        told=services().need_telling.told(asked.need) if asked.need else None,
        form=asked.form,
        stored=asked.stored,
        without={id_: asked.address([one for one in shown if one != id_]) for id_ in shown},
        most=MAX_COMPARED,
        back=address(asked.form.typed) if asked.need else "",
        kept=[
            (k, v)
            for k, v in asked.form.typed.items(multi=True)
            if k != "csrf_token" and not k.startswith("add")
        ],
        shortlist=answer_tools(asked.form, asked.need.id).shortlist if asked.need else "",
        may_keep_list=may_keep_shortlists(caller()),
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


def _company_id(text: str) -> int:
    with services().database.reading() as session:
        return company_meant(session, text, "add").id
