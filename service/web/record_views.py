"""Entering, editing, archiving and bringing back companies, offers and needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.tables import CompanyRow, NeedRow, OfferRow
from service.access import visible_needs
from service.api.context import caller, services
from service.errors import NotFoundError
from service.web.blueprint import Page, blueprint
from service.web.form_page import FormPage
from service.web.notices import Notice, leave_notice
from service.web.record_form import Values, fields_of, name_of, new_values, posted_values, row_values

PoolRow = CompanyRow | OfferRow | NeedRow


@dataclass(frozen=True)
class Sheet:
    """What a kind of record is called on the pages."""

    table: type[Any]  # CompanyRow, OfferRow or NeedRow: use cases are generic over one of them
    new: str
    edited: str
    archived: str
    restored: str


SHEETS: Mapping[str, Sheet] = {
    "companies": Sheet(CompanyRow, "Новая компания", "Правка компании", "убрана", "возвращена"),
    "offers": Sheet(OfferRow, "Новое предложение", "Правка предложения", "убрано", "возвращено"),
    "needs": Sheet(NeedRow, "Новая потребность", "Правка потребности", "убрана", "возвращена"),
}


@blueprint.route("/companies/new", methods=["GET", "POST"])
def new_company() -> Page:
    """Entering a company."""
    if request.method == "GET":
        return _form("companies", new_values(CompanyRow))
    values = posted_values(fields_of(CompanyRow), request.form)
    try:
        row = services().pool_entry.create(caller(), CompanyRow, values)
    except EntryError as error:
        return _form("companies", values, error=error), 422
    leave_notice(Notice("Сохранено. Теперь заведите, что компания предлагает и чего ищет."))
    return _to_company(row.id)


@blueprint.route("/companies/<int:id_>/<any(offers, needs):sheet>/new", methods=["GET", "POST"])
def new_record(id_: int, sheet: str) -> Page:
    """Entering an offer or a need of a company."""
    table, company = SHEETS[sheet].table, services().pool_entry.get(CompanyRow, id_)
    if request.method == "GET":
        return _form(sheet, new_values(table), company)
    values = posted_values(fields_of(table), request.form)
    try:
        row = services().pool_entry.create(caller(), table, values | {"company_id": id_})
    except EntryError as error:
        return _form(sheet, values, company, error=error), 422
    leave_notice(_saved(sheet, row))
    return _to_company(id_)


@blueprint.route("/<any(companies, offers, needs):sheet>/<int:id_>/edit", methods=["GET", "POST"])
def edit_record(sheet: str, id_: int) -> Page:
    """Editing a record."""
    row = _visible(sheet, id_)
    company = services().pool_entry.get(CompanyRow, _company_id(row))
    if request.method == "GET":
        return _form(sheet, row_values(row), company, row)
    values = posted_values(fields_of(type(row)), request.form)
    try:
        services().pool_entry.update(caller(), SHEETS[sheet].table, id_, values)
    except EntryError as error:
        return _form(sheet, values, company, row, error), 422
    leave_notice(_saved(sheet, row))
    return _to_company(company.id)


@blueprint.post("/<any(companies, offers, needs):sheet>/<int:id_>/archive")
def archive_record(sheet: str, id_: int) -> Response:
    """Takes a record out of the pool; the notice has the way back."""
    row = _visible(sheet, id_)
    services().pool_entry.archive(caller(), SHEETS[sheet].table, id_)
    text = f"«{name_of(row)}»: {SHEETS[sheet].archived} в архив"
    if sheet == "companies":  # the card itself says so, for as long as it is true
        return _to_company(id_)
    back = url_for("web.restore_record", sheet=sheet, id_=id_)
    leave_notice(Notice(text, back, "Вернуть", is_post=True))
    return _to_company(_company_id(row))


@blueprint.post("/<any(companies, offers, needs):sheet>/<int:id_>/restore")
def restore_record(sheet: str, id_: int) -> Response:
    """Brings a record back from the archive."""
    row = services().pool_entry.restore(caller(), SHEETS[sheet].table, id_)
    leave_notice(Notice(f"«{name_of(row)}»: {SHEETS[sheet].restored} из архива"))
    return _to_company(_company_id(row))


def _form(
    sheet: str,
    values: Values,
    company: CompanyRow | None = None,
    row: PoolRow | None = None,
    error: EntryError | None = None,
) -> str:
    back = url_for("web.company", id_=company.id) if company else url_for("web.companies")
    heading = SHEETS[sheet].edited if row else SHEETS[sheet].new
    page = FormPage(heading, back, company.name if company else "")
    return page.shown(fields_of(SHEETS[sheet].table), values, error)


def _saved(sheet: str, row: PoolRow) -> Notice:
    if sheet == "needs":
        return Notice("Сохранено", url_for("web.search", need_id=row.id), "Найти поставщиков")
    if sheet == "offers":
        return Notice("Сохранено", url_for("web.search", offer_id=row.id), "Найти покупателей")
    return Notice("Сохранено")


def _visible(sheet: str, id_: int) -> PoolRow:
    row: PoolRow = services().pool_entry.get(SHEETS[sheet].table, id_)
    if isinstance(row, NeedRow) and not visible_needs(caller(), [row]):
        raise NotFoundError("Такой записи нет")
    return row


def _company_id(row: PoolRow) -> int:
    return row.id if isinstance(row, CompanyRow) else row.company_id


def _to_company(id_: int) -> Response:
    return redirect(url_for("web.company", id_=id_), 303)
