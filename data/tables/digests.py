"""The SQL tables of what companies say about letters: how often, and what they answered to an item."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from data.tables.mail import LetterRow
from data.tables.pool import Base, now


class MailingChoiceRow(Base):
    """How often a company wants letters; one that has not chosen gets them when there is news."""

    __tablename__ = "mailing_choices"

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), primary_key=True)
    frequency: Mapped[str]
    by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class LetterAnswerRow(Base):
    """What was pressed in a letter: `kind` verdict or contact, of the item at that place in it.

    `answer` is suitable, unsuitable (for a `reason`) or asked; pressed again it is replaced.
    """

    __tablename__ = "letter_answers"
    __table_args__ = (Index(None, "letter_id", "item", "kind", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    item: Mapped[int]
    kind: Mapped[str]
    answer: Mapped[str]
    reason: Mapped[str | None]
    answered_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    letter: Mapped[LetterRow] = relationship()
