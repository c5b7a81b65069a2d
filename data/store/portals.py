"""Portals as rows, with their keys."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import KeyRow
from data.tables.portals import PortalRow


def portals(session: Session) -> list[tuple[PortalRow, KeyRow]]:
    """All, the working ones first, in order of names."""
    query = select(PortalRow, KeyRow).join(KeyRow, KeyRow.id == PortalRow.key_id)
    found = [(portal, key) for portal, key in session.execute(query)]
    return sorted(found, key=lambda pair: (not works(*pair), pair[0].name.casefold(), pair[0].id))


def portal(session: Session, id_: str) -> PortalRow | None:
    """The portal of that id, working or not."""
    return session.get(PortalRow, id_) if id_.isprintable() else None


def working_portal(session: Session, id_: str) -> PortalRow | None:
    """The same, if it is not disabled and its key not revoked."""
    row = portal(session, id_)
    key = session.get(KeyRow, row.key_id) if row else None
    return row if row and key and works(row, key) else None


def portal_of_key(session: Session, key_id: str) -> PortalRow | None:
    """The portal that the key belongs to, unless it is disabled."""
    query = select(PortalRow).where(PortalRow.key_id == key_id, PortalRow.disabled_at.is_(None))
    return session.scalars(query).first()


def works(portal: PortalRow, key: KeyRow) -> bool:
    """Whether its tokens are good."""
    return portal.disabled_at is None and key.revoked_at is None
