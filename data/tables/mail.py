"""The SQL tables of outgoing mail: mailings, their letters, and what keeps a letter from going twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from data.tables.pool import Base, CompanyRow, now


class MailingRow(Base):
    """A dated mailing: draft, approved, paused, cancelled or done.

    Letters go between `approved_at` and `ends_at` only; a pause does not move the end. `planned` and
    `limits` are the figures of the plan and what it was bound by.
    """

    __tablename__ = "mailings"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft", index=True)
    planned: Mapped[dict[str, Any]] = mapped_column(default=dict)
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    covering_words: Mapped[str] = mapped_column(default="")
    manager_name: Mapped[str]
    manager_phone: Mapped[str]
    reply_to: Mapped[str]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]


class LetterRow(Base):
    """One letter to one company, and how far it has come.

    draft -> queued -> claimed -> sending -> sent, failed or unknown; excluded by staff, or skipped for
    `reason`. DATA is asked for only after `sending` was committed, so that whoever finds a letter claimed
    knows that it has not gone, and whoever finds it sending does not know.
    `content_sha256` and `message_id` are fixed by the approval. `next_try_at` is the moment before which
    the letter is left alone; `claimed_at` belongs to the worker `claimed_by`. `items` are the kinds and ids
    of what the letter proposes.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index(None, "mailing_id", "company_id", unique=True),
        Index(None, "mailing_id", "state"),
        Index(None, "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    address: Mapped[str]
    subject: Mapped[str]
    html: Mapped[str]
    text: Mapped[str]
    unsubscribe_url: Mapped[str | None]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    message_id: Mapped[str | None] = mapped_column(unique=True)
    content_sha256: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="draft")
    reason: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str | None]

    mailing: Mapped[MailingRow] = relationship()
    company: Mapped[CompanyRow] = relationship()


class SuppressionRow(Base):
    """An address that is not written to any more: it does not exist, or staff said so."""

    __tablename__ = "suppressions"

    address: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=now)


class ArmingRow(Base):
    """One row: which installation may send from this database, and how far sending had come.

    `token` is empty until the first approval; `generation` only rises. service.mailing.arming compares both
    with a file beside the database, so that an older database that was put back is seen.
    """

    __tablename__ = "mail_arming"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str | None]
    generation: Mapped[int]


class PaceRow(Base):
    """One row: the moment of the next free place in the flow of letters, shared by all workers."""

    __tablename__ = "mail_pace"

    id: Mapped[int] = mapped_column(primary_key=True)
    next_at: Mapped[datetime | None]
