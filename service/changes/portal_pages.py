"""Pages of portals, as the log names those that have changed something: whose they are, in which portal."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import CompanyRow
from data.tables.portals import PortalRow


def portal_pages(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """«Окна Сибири» в портале «Портал кластера», for those of the actors that are such pages."""
    pages = {actor: actor.split(":") for actor in actors if actor.count(":") == 2}
    pages = {actor: parts for actor, parts in pages.items() if parts[0] == "portal" and parts[2].isdecimal()}
    if not pages:
        return {}
    portals, companies = ({parts[1] for parts in pages.values()}, {int(p[2]) for p in pages.values()})
    of_portals = select(PortalRow.id, PortalRow.name).where(PortalRow.id.in_(portals))
    of_companies = select(CompanyRow.id, CompanyRow.name).where(CompanyRow.id.in_(companies))
    portal_names = {id_: f"в портале «{name}»" for id_, name in session.execute(of_portals)}
    company_names = {id_: f"«{name}»" for id_, name in session.execute(of_companies)}
    return {
        actor: f"{company_names.get(int(company), 'участник')} {portal_names.get(portal, 'в портале')}"
        for actor, (_, portal, company) in pages.items()
    }
