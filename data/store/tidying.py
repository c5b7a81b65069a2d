"""Deleting what has been kept long enough."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from data.tables.counters import CounterRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.kept_answers import KeptAnswerRow
from data.tables.mail import LetterRow
from data.tables.pool import AuditRow
from data.tables.saved_searches import SavedSearchRow
from data.tables.self_service import ProposalRow


@dataclass(frozen=True)
class Before:
    """What is older than these moments goes; `now` is the moment of everything that names its own end."""

    now: datetime
    log: datetime
    drafts: datetime
    letters: datetime


def delete_old(session: Session, before: Before) -> dict[str, int]:
    """Returns how many rows of each kind went; of letters only the words go, that they were sent stays."""
    drafts = select(RequestRow.id).where(RequestRow.state == "draft", RequestRow.created_at < before.drafts)
    ids = list(session.scalars(drafts))
    sent = LetterRow.sent_at.is_not(None) & (LetterRow.sent_at < before.letters) & (LetterRow.html != "")
    session.execute(delete(RequestEventRow).where(RequestEventRow.request_id.in_(ids)))
    statements = {
        "drafts": delete(RequestRow).where(RequestRow.id.in_(ids)),
        "proposals": delete(ProposalRow).where(ProposalRow.decided_at < before.drafts),
        "searches": delete(SavedSearchRow).where(SavedSearchRow.deleted_at < before.drafts),
        "letters": update(LetterRow).where(sent).values(html="", text="", unsubscribe_url=None),
        "log": delete(AuditRow).where(AuditRow.at < before.log),
        "answers": delete(KeptAnswerRow).where(KeptAnswerRow.ends_at <= before.now),
        "counters": delete(CounterRow).where(CounterRow.ends_at <= before.now),
    }
    gone = {}
    for name, statement in statements.items():
        done = session.execute(statement)
        gone[name] = done.rowcount if isinstance(done, CursorResult) else 0
    return gone
