"""Companies that staff have invited: the mark stands until it is taken back."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from data.tables.pool import InvitationRow, now


def standing_invitations(session: Session) -> list[InvitationRow]:
    """One of each invited company, the latest first."""
    return list(session.scalars(_standing().order_by(InvitationRow.id.desc())))


def invite(session: Session, company_id: int, invited_by: str) -> InvitationRow:
    """The company's invitation; whoever invited it before, that one stands."""
    row = _of(session, company_id)
    if row is None:
        row = InvitationRow(company_id=company_id, invited_by=invited_by)
        session.add(row)
        session.flush()
    return row


def take_back(session: Session, company_id: int) -> None:
    """As if the company had not been invited; once or many times."""
    row = _of(session, company_id)
    if row is not None:
        row.withdrawn_at = now()


def _of(session: Session, company_id: int) -> InvitationRow | None:
    return session.scalars(_standing().where(InvitationRow.company_id == company_id)).first()


def _standing() -> Select[InvitationRow]:
    return select(InvitationRow).where(InvitationRow.withdrawn_at.is_(None))
