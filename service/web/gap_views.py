"""The gap map of a chain: seen, drawn, and its slots filled."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.chains.profiles import SLOT_STATES, Slot
from data.entry import EntryError
from data.tables.pool import CompanyRow
from models.explaining.questions import questions
from service.api.context import caller, services
from service.api.downloads import download
from service.drawing.for_page import for_page
from service.drawing.of_gaps import picture_of
from service.drawing.picture import STATE_WORDS, Picture
from service.drawing.sheet import xlsx
from service.drawing.static import png, svg
from service.errors import InvalidError, NotFoundError
from service.grades import GRADE_WORDS
from service.office_files import XLSX
from service.web.blueprint import STALE_FORM, Page, blueprint
from service.web.gap_page import main_reasons, search_url
from service.web.notices import Notice, leave_notice
from service.wording import basis_word

SHOWN = 3  # candidates of a slot
NOBODY = "nobody"  # in the address: only slots that nobody could fill
MOST_IN_PNG = 300  # boxes, which take five seconds; two thousand took half a minute
FILES: dict[str, tuple[str, Callable[[Picture], bytes]]] = {
    "svg": ("image/svg+xml", lambda picture: svg(picture).encode()),
    "png": ("image/png", png),
    "xlsx": (XLSX, xlsx),
}


@blueprint.get("/chains/<int:id_>/gaps")
def chain_gaps(id_: int) -> str:
    """Slots of all projects with who fills them and who could."""
    return _page(id_)


@blueprint.get("/chains/<int:id_>/picture.<any(svg, png, xlsx):form>")
def chain_picture(id_: int, form: str) -> Response:
    """The picture of the map as a file."""
    gaps = services().gap_maps.chain_gaps(caller(), id_, SHOWN)
    picture, (media_type, drawn) = picture_of(gaps), FILES[form]
    if form == "png" and len(picture.nodes) > MOST_IN_PNG:
        told = f"Схема велика для PNG: блоков {len(picture.nodes)}, можно до {MOST_IN_PNG}. Скачайте SVG"
        raise InvalidError([("form", told)])
    return download(drawn(picture), media_type, f"{gaps.chain.title}.{form}")


@blueprint.post("/chains/<int:id_>/gaps/<int:slot_id>/fill")
def fill_slot(id_: int, slot_id: int) -> Page:
    """A candidate fills a slot; one that joins another does so on the slot's own basis."""
    slot, company_id = _slot(id_, slot_id), _posted_company_id()
    try:
        row = services().chain_entry.fill_slot(caller(), slot_id, company_id, request.form.get("basis", ""))
    except EntryError as error:
        return _page(id_, wrong=f"«{slot.title}»: {error}"), 422
    undo = url_for("web.release_slot", id_=id_, slot_id=slot_id, company_id=company_id)
    company = services().pool_entry.get(CompanyRow, company_id)
    text = f"{company.name} закрывает звено «{slot.title}»: {basis_word(row.basis)}"
    leave_notice(Notice(text, undo, "Отменить", is_post=True))
    return _to_slot(id_, slot_id)


@blueprint.post("/chains/<int:id_>/gaps/<int:slot_id>/release/<int:company_id>")
def release_slot(id_: int, slot_id: int, company_id: int) -> Page:
    """A company fills a slot no longer."""
    slot = _slot(id_, slot_id)
    services().chain_entry.release_slot(caller(), slot_id, company_id)
    leave_notice(Notice(f"«{slot.title}»: отменено"))
    return _to_slot(id_, slot_id)


def _page(id_: int, wrong: str = "") -> str:
    gaps = services().gap_maps.chain_gaps(caller(), id_, SHOWN)
    is_selected = request.args.get("show") == NOBODY
    drawn = for_page(picture_of(gaps))
    return render_template(
        "gaps.html",
        gaps=gaps,
        wrong=wrong,
        is_selected=is_selected,
        nobody=NOBODY,
        drawn=drawn,
        downloads=[(form.upper(), url_for("web.chain_picture", id_=id_, form=form)) for form in FILES],
        states=SLOT_STATES,
        state_words=STATE_WORDS,
        symbols={word: symbol for symbol, word in drawn.legend},
        grade_words=GRADE_WORDS,
        main_reasons=main_reasons,
        questions_of=questions,
        search_url=search_url,
    )


def _slot(chain_id: int, slot_id: int) -> Slot:
    chain = services().chain_entry.chain(caller(), chain_id)
    found = next((slot for slot in chain.slots if slot.id == slot_id), None)
    if found is None:
        raise NotFoundError("Такого звена в цепочке нет")
    return found


def _posted_company_id() -> int:
    text = request.form.get("company_id", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 17):
        raise InvalidError([("company_id", STALE_FORM)])
    return int(text)


def _to_slot(chain_id: int, slot_id: int) -> Response:
    return redirect(url_for("web.chain_gaps", id_=chain_id, _anchor=f"slot-{slot_id}"), 303)
