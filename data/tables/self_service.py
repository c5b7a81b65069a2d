"""The SQL tables of self-service: what members propose, and how often their offers were asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from data.tables.pool import Base, CompanyRow, now


class ProposalRow(Base):
    """A change that a member has made and that waits for a yes: `before` and `after` by names of fields.

    `record_id` is empty of a record that is not there yet; `kind` is the table it is of. `word` is what staff
    tell the member.
    """

    __tablename__ = "proposals"
    __table_args__ = (Index(None, "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    kind: Mapped[str]
    record_id: Mapped[int | None]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="waits")
    word: Mapped[str | None]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]

    company: Mapped[CompanyRow] = relationship()


class InterestRow(Base):
    """How many searches an offer was proposed in; the `subject` names quarter and offer, «2026-4/17».

    «2026-4/» counts the company as a whole. Nothing is kept of who searched, when, or with which words.
    """

    __tablename__ = "interest"
    __table_args__ = (Index(None, "company_id", "subject", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    subject: Mapped[str]
    num: Mapped[int]
