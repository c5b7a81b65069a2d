"""Starting chains and projects from a product, and entering empty ones and slots."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from data.exchange.columns import PROJECTS
from data.tables.pool import ChainRow, ProjectRow, SlotRow
from service.api.context import caller, services
from service.web.blueprint import Page, blueprint
from service.web.entering import entered
from service.web.form_page import FormPage
from service.web.notices import Notice, leave_notice
from service.web.record_form import Field, Values, field_of, fields_of, new_values

BY_RECIPE = "Звенья заводятся по рецептуре изделия; если указать мощность и её единицу — сразу с объёмами."
_OF_PROJECT = ("capacity_per_month", "unit", "initiator_code", "okpd2")
_SOMETIMES = (("", "не заводить"), ("да", "завести"))
START_FIELDS = [
    Field("product", "Изделие", "line", "выберите из списка", "products", is_required=True),
    Field("title", "Название", "line", "если не заполнить — по изделию"),
    *(field_of(PROJECTS.column(name), ProjectRow) for name in _OF_PROJECT),
    Field("include_optional", "Звенья, которые нужны иногда", "choice", options=_SOMETIMES),
]


@blueprint.route("/chains/new", methods=["GET", "POST"])
def start_chain() -> Page:
    """A chain from a product; one in the address is entered already."""
    other_way = (url_for("web.new_chain"), "Завести пустую цепочку")
    page = FormPage("Новая цепочка из изделия", url_for("web.chains"), "", BY_RECIPE, other_way)

    def save(values: Values) -> Response:
        is_whole = values.pop("include_optional") != ""
        id_ = services().chain_entry.start_chain(caller(), values, is_whole)
        num_slots = len(services().chain_entry.chain(caller(), id_).slots)
        return saved(id_, f"Цепочка заведена, звеньев по рецептуре: {num_slots}")

    return entered(page, START_FIELDS, {"product": request.args.get("product", "")}, save)


@blueprint.route("/chains/new/empty", methods=["GET", "POST"])
def new_chain() -> Page:
    """A chain without projects; a title in the address is entered already."""
    other_way = (url_for("web.start_chain"), "Завести из изделия, по рецептуре")
    page = FormPage("Новая цепочка", url_for("web.chains"), other_way=other_way)

    def save(values: Values) -> Response:
        return saved(services().pool_entry.create(caller(), ChainRow, values).id)

    values = new_values(ChainRow) | {"title": request.args.get("title", "")}
    return entered(page, fields_of(ChainRow), values, save)


@blueprint.route("/chains/<int:id_>/projects/new", methods=["GET", "POST"])
def start_project(id_: int) -> Page:
    """A project of a chain from a product."""
    chain = services().chain_entry.chain(caller(), id_)
    other_way = (url_for("web.new_project", id_=id_), "Завести пустой проект")
    page = FormPage("Новый проект из изделия", _chain(id_), chain.title, BY_RECIPE, other_way)

    def save(values: Values) -> Response:
        is_whole = values.pop("include_optional") != ""
        services().chain_entry.start_project(caller(), values | {"chain_id": id_}, is_whole)
        return saved(id_)

    return entered(page, START_FIELDS, {}, save)


@blueprint.route("/chains/<int:id_>/projects/new/empty", methods=["GET", "POST"])
def new_project(id_: int) -> Page:
    """A project without slots."""
    chain = services().chain_entry.chain(caller(), id_)
    other_way = (url_for("web.start_project", id_=id_), "Завести из изделия, по рецептуре")
    page = FormPage("Новый проект", _chain(id_), chain.title, other_way=other_way)

    def save(values: Values) -> Response:
        services().pool_entry.create(caller(), ProjectRow, values | {"chain_id": id_})
        return saved(id_)

    return entered(page, fields_of(ProjectRow), new_values(ProjectRow), save)


@blueprint.route("/projects/<int:id_>/slots/new", methods=["GET", "POST"])
def new_slot(id_: int) -> Page:
    """A slot of a project."""
    project = services().chain_entry.project(caller(), id_)
    page = FormPage("Новое звено", _chain(project.chain_id), project.title)

    def save(values: Values) -> Response:
        services().pool_entry.create(caller(), SlotRow, values | {"project_id": id_})
        return saved(project.chain_id)

    return entered(page, fields_of(SlotRow), new_values(SlotRow), save)


def saved(chain_id: int, text: str = "Сохранено") -> Response:
    """To the page of the chain, with a notice."""
    leave_notice(Notice(text))
    return redirect(_chain(chain_id), 303)


def _chain(id_: int) -> str:
    return url_for("web.chain", id_=id_)
