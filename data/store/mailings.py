"""Mailings and their letters as staff look at them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.tables.mail import LetterRow, MailingRow

WENT = ("sent", "sending", "unknown")  # proposed once: an unknown letter may have arrived


def mailing(session: Session, id_: int) -> MailingRow | None:
    """The mailing of that id."""
    return session.get(MailingRow, id_)


def letter(session: Session, id_: int) -> LetterRow | None:
    """The letter of that id."""
    return session.get(LetterRow, id_)


def counts(session: Session, mailing_id: int) -> Counter[str]:
    """How many letters of the mailing are in which state."""
    counted = select(LetterRow.state, func.count()).where(LetterRow.mailing_id == mailing_id)
    return Counter(dict(session.execute(counted.group_by(LetterRow.state)).all()))


def each_letter(session: Session, mailing_id: int, state: str) -> Iterator[LetterRow]:
    """The letters of the mailing in that state, a few in memory at a time."""
    found = select(LetterRow).where(LetterRow.mailing_id == mailing_id, LetterRow.state == state)
    for row in session.scalars(found.order_by(LetterRow.id).execution_options(yield_per=100)):
        session.expunge(row)
        yield row


def items_that_went(session: Session, company_id: int) -> list[dict[str, Any]]:
    """What letters to the company have proposed so far."""
    went = select(LetterRow.items).where(LetterRow.company_id == company_id, LetterRow.state.in_(WENT))
    return [item for items in session.scalars(went.order_by(LetterRow.id)) for item in items]
