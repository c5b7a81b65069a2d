"""The list of chains and the page of one."""

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.store.chains import chain_profile
from data.store.records import find
from data.tables import ChainRow, CompanyRow, ProjectRow, SlotRow
from models.gaps.slot_gap import state_of
from service.api.context import caller, services
from service.chains.slot_counts import counts_told
from service.drawing.picture import STATE_WORDS
from service.errors import NotFoundError
from service.web.blueprint import blueprint

Archived = dict[str, list[ChainRow] | list[ProjectRow] | list[SlotRow]]


@blueprint.get("/chains")
def chains() -> str:
    """All chains, and those in the archive to be brought back."""
    found = services().chain_entry.chains(caller())
    with services().database.reading() as session:
        archived = select(ChainRow).where(ChainRow.archived_at.is_not(None)).order_by(ChainRow.id)
        return render_template(
            "chains.html", chains=found, counts_told=counts_told, archived=list(session.scalars(archived))
        )


@blueprint.get("/chains/<int:id_>")
def chain(id_: int) -> str:
    """Stages, projects and slots; of an archived chain only the way to bring it back."""
    live = {chain.id: chain for chain in services().chain_entry.chains(caller())}
    with services().database.reading() as session:
        row = find(session, ChainRow, id_, archived=True)
        if row is None:
            raise NotFoundError("Такой цепочки нет")
        shown = live.get(id_) or chain_profile(row, ())
        companies = {named: find(session, CompanyRow, named) for named in shown.company_ids}
        return render_template(
            "chain.html",
            chain=shown,
            state_of=state_of,
            state_words=STATE_WORDS,
            is_archived=id_ not in live,
            companies={named: company for named, company in companies.items() if company},
            archived=_archived(session, id_) if id_ in live else {},
        )


def _archived(session: Session, chain_id: int) -> Archived:
    """Projects of a chain that are archived, and slots of those that are not."""
    projects = select(ProjectRow).where(ProjectRow.chain_id == chain_id).order_by(ProjectRow.id)
    live = ProjectRow.archived_at.is_(None) & (ProjectRow.chain_id == chain_id)
    slots = select(SlotRow).join(ProjectRow, SlotRow.project_id == ProjectRow.id).where(live)
    return {
        "projects": list(session.scalars(projects.where(ProjectRow.archived_at.is_not(None)))),
        "slots": list(session.scalars(slots.where(SlotRow.archived_at.is_not(None)).order_by(SlotRow.id))),
    }
