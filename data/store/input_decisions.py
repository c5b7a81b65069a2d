"""What staff said of inputs that were inferred from a company's products."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import InputDecisionRow


def input_decisions(session: Session) -> dict[int, dict[str, bool]]:
    """Accepted or struck, by company and by the input's key."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for row in session.scalars(select(InputDecisionRow)):
        found[row.company_id][row.input_key] = row.accepted
    return dict(found)


def decide_input(session: Session, decision: InputDecisionRow) -> None:
    """The latest word replaces the one before."""
    forget_decision(session, decision.company_id, decision.input_key)
    session.add(decision)


def forget_decision(session: Session, company_id: int, key: str) -> bool:
    """The input counts as inferred again; False when nothing had been said."""
    row = _of(session, company_id, key)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def _of(session: Session, company_id: int, key: str) -> InputDecisionRow | None:
    same = (InputDecisionRow.company_id == company_id) & (InputDecisionRow.input_key == key)
    return session.scalars(select(InputDecisionRow).where(same)).first()
