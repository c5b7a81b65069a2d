"""The SQL tables of requests for contact: who asked whom about what, and what was passed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from data.tables.pool import Base, CompanyRow, NeedRow, OfferRow, now

WAITING_STATES = ("asked", "granted")
AGREED_STATES = ("granted", "passed")


class ContactRow(Base):
    """One company asks for the contacts of another, about its need, its offer or about the company itself.

    asked -> granted -> passed; or declined, withdrawn, expired. One that is `asked` after `expires_at` counts
    as expired, whether or not the row says so already. `passed` is what the asking company was given, word
    for word: {"phone", "email", "website", "note", "person": {"name", "email", "phone"}}, what there was.
    """

    __tablename__ = "contact_requests"
    __table_args__ = (Index(None, "asking_id", "need_id"), Index(None, "state", "expires_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    asking_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"), index=True)
    note: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="asked")
    with_person: Mapped[bool] = mapped_column(default=False)
    passed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    passed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    asking: Mapped[CompanyRow] = relationship(foreign_keys=asking_id)
    asked: Mapped[CompanyRow] = relationship(foreign_keys=asked_id)
    need: Mapped[NeedRow | None] = relationship()
    offer: Mapped[OfferRow | None] = relationship()
    events: Mapped[list["ContactEventRow"]] = relationship(
        order_by="ContactEventRow.id", back_populates="contact"
    )


class ContactEventRow(Base):
    """One thing that happened to a request for contact; notes are of staff and shown to staff only."""

    __tablename__ = "contact_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact_requests.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str | None]

    contact: Mapped[ContactRow] = relationship(back_populates="events")
