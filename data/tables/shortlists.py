"""The table of shortlists: who stays on the list of a need, and what staff noted."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class ShortlistMarkRow(Base):
    """What was said of one company for one need; `subject` is the key of a need, as verdicts have it."""

    __tablename__ = "shortlist_marks"
    __table_args__ = (UniqueConstraint("subject", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    kept: Mapped[bool]
    note: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
