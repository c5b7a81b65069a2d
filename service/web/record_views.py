"""Entering, editing, archiving and bringing back companies, offers, needs and contracts."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from data.entry import RecordRow
from data.tables.pool import CompanyRow, ContractRow, NeedRow, OfferRow
from data.versions import Version
from service.api.context import caller, services
from service.web.blueprint import Page, blueprint
from service.web.entering import Editing, entered, seen_version
from service.web.field_checks import ALIKE
from service.web.form_page import FormPage
from service.web.kinds import KINDS
from service.web.named_companies import by_name
from service.web.notices import Notice, leave_notice
from service.web.own_paths import home_path, page_before, page_told
from service.web.record_form import Values, fields_of, name_of, new_values, row_values
from service.wording import shortened

PoolRow = CompanyRow | OfferRow | NeedRow | ContractRow


@blueprint.route("/companies/new", methods=["GET", "POST"])
def new_company() -> Page:
    """Entering a company."""

    def save(values: Values) -> Response:
        row = services().pool_entry.create(caller(), CompanyRow, values)
        leave_notice(Notice("Сохранено. Теперь заведите, что компания предлагает и чего ищет."))
        if alike := services().duplicates.alike(caller(), row.name, row.id):
            leave_notice(_told_alike(row, alike))
        return redirect(url_for("web.company", id_=row.id), 303)

    page = FormPage(KINDS["companies"].new, url_for("web.companies"))
    return entered(page, fields_of(CompanyRow), new_values(CompanyRow), save)


@blueprint.route("/companies/<int:id_>/<any(offers, needs):sheet>/new", methods=["GET", "POST"])
def new_record(id_: int, sheet: str) -> Page:
    """Entering an offer or a need of a company."""
    table, company = KINDS[sheet].table, services().pool_entry.get(CompanyRow, id_)

    def save(values: Values) -> Response:
        row = services().pool_entry.create(caller(), table, values | {"company_id": id_})
        leave_notice(_saved(row))
        return redirect(url_for("web.company", id_=id_), 303)

    page = FormPage(KINDS[sheet].new, url_for("web.company", id_=id_), company.name)
    return entered(page, fields_of(table), new_values(table), save)


@blueprint.route("/<any(companies, offers, needs, contracts):sheet>/<int:id_>/edit", methods=["GET", "POST"])
def edit_record(sheet: str, id_: int) -> Page:
    """Editing a record."""
    row = _live(sheet, id_)
    with services().database.reading() as session:
        values = by_name(session, row_values(row))
    back = _came_from() or address_of(row)
    editing = Editing(type(row), fields_of(type(row)), values, str(Version.of(row)))

    def save(changes: Values) -> Response:
        services().pool_entry.update(caller(), KINDS[sheet].table, id_, changes, seen_version())
        leave_notice(_saved(row))
        return redirect(back, 303)

    own_id = id_ if sheet == "companies" else None
    page = FormPage(KINDS[sheet].edited, address_of(row), _owner(row), own_id=own_id, came_from=back)
    return editing.entered(page, save)


@blueprint.post("/<any(companies, offers, needs, contracts):sheet>/<int:id_>/archive")
def archive_record(sheet: str, id_: int) -> Response:
    """Takes a record out of the pool; the notice has the way back."""
    row = _live(sheet, id_)
    services().pool_entry.archive(caller(), KINDS[sheet].table, id_)
    if sheet != "companies":  # the card of a company says so itself, for as long as it is true
        text = f"«{name_of(row)}»: {KINDS[sheet].archived} в архив"
        back = url_for("web.restore_record", sheet=sheet, id_=id_)
        leave_notice(Notice(text, back, "Вернуть", is_post=True))
    return redirect(address_of(row), 303)


@blueprint.post("/<any(companies, offers, needs, contracts):sheet>/<int:id_>/restore")
def restore_record(sheet: str, id_: int) -> Response:
    """Brings a record back from the archive."""
    row: PoolRow = services().pool_entry.restore(caller(), KINDS[sheet].table, id_)
    leave_notice(Notice(f"«{name_of(row)}»: {KINDS[sheet].restored} из архива"))
    return redirect(address_of(row), 303)


def address_of(row: PoolRow) -> str:
    """The page where a change of the record is seen: of offers and needs the card of their company."""
    if isinstance(row, ContractRow):
        return url_for("web.card", kind="contracts", id_=row.id)
    return url_for("web.company", id_=row.id if isinstance(row, CompanyRow) else row.company_id)


def _came_from() -> str | None:
    """The page on which somebody chose to edit: a card, a request; the form carries it along."""
    told = page_told(request.form.get("back")) if request.method == "POST" else page_before()
    return None if told and told.split("?")[0] in (request.path, home_path()) else told


def _saved(row: RecordRow) -> Notice:
    if isinstance(row, NeedRow):
        return Notice("Сохранено", url_for("web.search", need_id=row.id), "Найти поставщиков")
    if isinstance(row, OfferRow):
        return Notice("Сохранено", url_for("web.search", offer_id=row.id), "Найти покупателей")
    return Notice("Сохранено")


def _told_alike(row: CompanyRow, alike: list[CompanyRow]) -> Notice:
    names = ", ".join(f"«{shortened(company.name, 60)}»" for company in alike)
    live = [company for company in alike if not company.archived_at]
    if not live:
        return Notice(f"В архиве есть похожие: {names}", url_for("web.company", id_=alike[0].id), "Открыть")
    address = url_for("web.merge_companies", id_=live[0].id, merged_id=row.id)
    return Notice(f"{ALIKE}: {names}", address, "Сравнить и объединить")


def _live(sheet: str, id_: int) -> PoolRow:
    row: PoolRow = services().pool_entry.seen(caller(), KINDS[sheet].table, id_)
    return row


def _owner(row: PoolRow) -> str:
    if isinstance(row, OfferRow | NeedRow):
        return services().pool_entry.get(CompanyRow, row.company_id).name
    return name_of(row)
