"""The list of chains and the page of one."""

from flask import render_template

from data.store.chains import archived_chains, archived_projects, archived_slots, chain_profile
from data.store.records import find
from data.tables.pool import ChainRow
from service.api.context import caller, services
from service.errors import NotFoundError
from service.web.blueprint import blueprint


@blueprint.get("/chains")
def chains() -> str:
    """All chains, and those in the archive to be brought back."""
    found = services().chain_entry.chains(caller())
    with services().database.reading() as session:
        return render_template("chains.html", chains=found, archived=archived_chains(session))


@blueprint.get("/chains/<int:id_>")
def chain(id_: int) -> str:
    """Stages, projects and slots; of an archived chain only the way to bring it back."""
    live = {chain.id: chain for chain in services().chain_entry.chains(caller())}
    with services().database.reading() as session:
        row = find(session, ChainRow, id_, archived=True)
        if row is None:
            raise NotFoundError("Такой цепочки нет")
        shown = live.get(id_) or chain_profile(row, ())
        archived = {"projects": archived_projects(session, id_), "slots": archived_slots(session, id_)}
        return render_template(
            "chain.html",
            chain=shown,
            is_archived=id_ not in live,
            companies=services().chain_entry.companies(shown),
            archived=archived if id_ in live else {},
        )
