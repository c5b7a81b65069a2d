"""Editing, archiving and bringing back chains, projects and slots."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from data.store.records import find
from data.tables.pool import ChainRow, ProjectRow, SlotRow
from data.versions import Version
from service.api.context import caller, services
from service.errors import NotFoundError
from service.web.blueprint import Page, blueprint
from service.web.chain_forms import saved
from service.web.entering import Editing, seen_version
from service.web.form_page import FormPage
from service.web.kinds import KINDS
from service.web.named_companies import by_name
from service.web.notices import Notice, leave_notice
from service.web.record_form import Values, fields_of, name_of, row_values

ChainPart = ChainRow | ProjectRow | SlotRow


@blueprint.route("/<any(chains, projects, slots):kind>/<int:id_>/edit", methods=["GET", "POST"])
def edit_part(kind: str, id_: int) -> Page:
    """Editing a chain or a part of one; who fills a slot is told here."""
    table = KINDS[kind].table
    with services().database.reading() as session:
        row = _found(find(session, table, id_))
        values, chain_id = by_name(session, row_values(row)), _chain_id(row)
        editing = Editing(table, fields_of(table), values, str(Version.of(row)))
    chain = services().chain_entry.chain(caller(), chain_id)
    page = FormPage(KINDS[kind].edited, url_for("web.chain", id_=chain_id), chain.title)

    def save(changes: Values) -> Response:
        services().pool_entry.update(caller(), table, id_, changes, seen_version())
        return saved(chain_id)

    return editing.entered(page, save)


@blueprint.post("/<any(chains, projects, slots):kind>/<int:id_>/archive")
def archive_part(kind: str, id_: int) -> Response:
    """Takes it out of the pool; the notice has the way back, and the page of an archived chain."""
    with services().database.reading() as session:
        row = _found(find(session, KINDS[kind].table, id_))
        title, chain_id = name_of(row), _chain_id(row)
    services().pool_entry.archive(caller(), KINDS[kind].table, id_)
    if kind != "chains":  # the page of a chain says so itself, for as long as it is true
        back = url_for("web.restore_part", kind=kind, id_=id_)
        leave_notice(Notice(f"«{title}»: {KINDS[kind].archived} в архив", back, "Вернуть", is_post=True))
    return redirect(url_for("web.chain", id_=chain_id), 303)


@blueprint.post("/<any(chains, projects, slots):kind>/<int:id_>/restore")
def restore_part(kind: str, id_: int) -> Response:
    """Brings it back with all that left with it."""
    services().pool_entry.restore(caller(), KINDS[kind].table, id_)
    with services().database.reading() as session:
        row = _found(find(session, KINDS[kind].table, id_, archived=True))
        return saved(_chain_id(row), f"«{name_of(row)}»: {KINDS[kind].restored} из архива")


def _found(row: ChainPart | None) -> ChainPart:
    if row is None:
        raise NotFoundError("Такой записи нет")
    return row


def _chain_id(row: ChainPart) -> int:
    if isinstance(row, SlotRow):
        return row.project.chain_id
    return row.chain_id if isinstance(row, ProjectRow) else row.id
