"""Shortlists: of a need of the pool, or of what was typed into the search; as a page and as files."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.profiles import Need
from models.ranking.filters import Filters
from service.access import may_keep_shortlists
from service.api.context import caller, services
from service.errors import InvalidError
from service.grades import GRADE_WORDS
from service.office_files import XLSX
from service.shortlists.paper import paper_of
from service.shortlists.pdf_file import shortlist_pdf
from service.shortlists.shortlist import MAX_NOTE, Mark, Shortlist
from service.shortlists.xlsx_file import shortlist_xlsx
from service.web.blueprint import STALE_FORM, Page, blueprint
from service.web.code_field import code_names
from service.web.notices import Notice, leave_notice
from service.web.presenting import snapshot_moment, snapshot_time
from service.web.search_answers import Stored, asked_need, stored_record
from service.web.search_chips import address, chips
from service.web.search_form import SUPPLIERS, SearchForm, Typed, read_search
from service.web.search_subject import with_record

PDF = "application/pdf"
MAX_ID_DIGITS = 9
FILES = ("xlsx", "pdf")


@dataclass(frozen=True)
class Asked:
    """The need that the address names, and where its pages are; `parameters` are those of the address."""

    form: SearchForm
    stored: Stored | None
    path: str
    parameters: Typed

    @property
    def need(self) -> Need:
        """As the search asks for it."""
        return asked_need(self.form, self.stored)

    @property
    def filters(self) -> Filters:
        """What narrows the list."""
        return self.form.filters

    def page(self, kind: str = "") -> str:
        """The list itself, or its file of a kind."""
        return address(self.parameters, f"{self.path}.{kind}" if kind else self.path)


@blueprint.route("/needs/<int:id_>/shortlist", methods=["GET", "POST"])
def need_shortlist(id_: int) -> Page:
    """Of a need of the pool."""
    return _shortlist(_of_need(id_))


@blueprint.route("/shortlist", methods=["GET", "POST"])
def text_shortlist() -> Page:
    """Of what was typed: the parameters are those of the search page."""
    return _shortlist(_of_text())


@blueprint.get("/needs/<int:id_>/shortlist.<any(xlsx, pdf):kind>")
def need_shortlist_file(id_: int, kind: str) -> Response:
    """The list of a need as a file."""
    return _file(_of_need(id_), kind)


@blueprint.get("/shortlist.<any(xlsx, pdf):kind>")
def text_shortlist_file(kind: str) -> Response:
    """The list of what was typed as a file."""
    return _file(_of_text(), kind)


def _shortlist(asked: Asked) -> Page:
    if request.method == "GET":
        return _page(asked, _found(asked))
    if added := _ids("add"):
        services().shortlists.keep(caller(), asked.need, added)
        leave_notice(Notice("Добавлено в короткий список"))
        return redirect(asked.page(), 303)
    marks = _marks()
    try:
        services().shortlists.mark(caller(), asked.need, marks)
    except EntryError as error:
        return _page(asked, _found(asked), marks, error), 422
    kind = request.form.get("file")
    if kind in FILES:
        return redirect(asked.page(kind), 303)
    leave_notice(Notice("Список сохранён: в файлах он будет таким же"))
    return redirect(asked.page(), 303)


def _page(
    asked: Asked, found: Shortlist, marks: list[Mark] | None = None, error: EntryError | None = None
) -> str:
    typed = {mark.company_id: mark for mark in marks or ()}
    return render_template(
        "shortlist.html",
        asked=asked,
        found=found,
        told=services().need_telling.told(asked.need),
        typed=typed,
        errors={str(e.field): str(e) for e in error.errors} if error else {},
        chips=chips(asked.form),
        may_keep=may_keep_shortlists(caller()),
        back=address(asked.form.typed),
        moment=snapshot_moment(found.snapshot),
        grade_words=GRADE_WORDS,
        max_note=MAX_NOTE,
    )


def _file(asked: Asked, kind: str) -> Response:
    found = _found(asked)
    told = services().need_telling.told(asked.need)
    paper = paper_of(found, told, date.today(), snapshot_time(found.snapshot), code_names("okpd2"))
    content, mimetype = (shortlist_pdf(paper), PDF) if kind == "pdf" else (shortlist_xlsx(paper), XLSX)
    name = f"Короткий список {date.today():%Y-%m-%d}.{kind}"
    return send_file(BytesIO(content), mimetype, as_attachment=True, download_name=name)


def _found(asked: Asked) -> Shortlist:
    return services().shortlists.of(caller(), asked.need, asked.filters)


def _of_need(id_: int) -> Asked:
    parameters = _but_record(request.args)
    typed = MultiDict([*parameters.items(multi=True), ("need_id", str(id_))])
    return _asked(typed, url_for("web.need_shortlist", id_=id_), parameters)


def _of_text() -> Asked:
    typed = MultiDict([(k, v) for k, v in request.args.items(multi=True) if k not in ("need_id", "offer_id")])
    return _asked(typed, url_for("web.text_shortlist"), typed)


def _asked(typed: Typed, path: str, parameters: Typed) -> Asked:
    form = read_search(with_record(typed))
    if form.errors:
        raise InvalidError(list(form.errors.items()))
    if form.side != SUPPLIERS or not form.text:
        raise InvalidError([("text", "Короткий список бывает у потребности: напишите, что нужно найти")])
    return Asked(form, stored_record(form), path, parameters)


def _but_record(typed: Typed) -> Typed:
    named = ("need_id", "offer_id", "text", "side")
    return MultiDict((k, v) for k, v in typed.items(multi=True) if k not in named)


def _marks() -> list[Mark]:
    kept = set(_ids("kept"))
    return [Mark(id_, id_ in kept, request.form.get(f"note-{id_}", "").strip()) for id_ in _ids("shown")]


def _ids(name: str) -> list[int]:
    texts = request.form.getlist(name)
    if not all(text.isascii() and text.isdecimal() and len(text) <= MAX_ID_DIGITS for text in texts):
        raise InvalidError([(name, STALE_FORM)])
    return [int(text) for text in texts]
