"""The SQL tables of the journal: what came in by call, letter or messenger, and what became of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from data.tables.pool import Base, CompanyRow, ContractRow, NeedRow, SlotRow, UserRow, now
from data.text_folding import folded

OPEN_STATES = ("draft", "in_progress", "passed", "quoted")


class RequestRow(Base):
    """A request; `text` stays as it was pasted, `need` is there once somebody has confirmed the draft.

    `about` is the part of the text that this request is about, where the text asked for several things;
    `text_folded` serves search in any case. Whoever changes a request names the `version` that was seen.
    `contract` is there once the request has ended with one, and `is_contract_own` where the end made it.
    """

    __tablename__ = "requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    text: Mapped[str]
    text_folded: Mapped[str]
    about: Mapped[str | None]
    channel: Mapped[str]
    asked_by_company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    deadline: Mapped[date | None]
    next_action: Mapped[str | None]
    next_on: Mapped[date | None]
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("slots.id"), index=True)
    state: Mapped[str] = mapped_column(default="draft", index=True)
    reason: Mapped[str | None]
    amount_rub: Mapped[float | None]
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    is_contract_own: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    need: Mapped[NeedRow | None] = relationship()
    asked_by: Mapped[CompanyRow | None] = relationship()
    responsible: Mapped[UserRow | None] = relationship()
    slot: Mapped[SlotRow | None] = relationship()
    contract: Mapped[ContractRow | None] = relationship()
    events: Mapped[list["RequestEventRow"]] = relationship(
        back_populates="request", order_by="RequestEventRow.id"
    )

    @validates("text")
    def _fold(self, _name: str, value: str) -> str:
        self.text_folded = folded(value)
        return value

    @property
    def standing(self) -> list["RequestEventRow"]:
        """What happened, without what was taken back."""
        return [event for event in self.events if event.withdrawn_at is None]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN_STATES


class RequestEventRow(Base):
    """One thing that happened to a request; nothing of it is ever deleted.

    What was written down by mistake has a `withdrawn_at`: it stays in the history and counts nowhere else.
    An answer that a later one has corrected has the moment of that one.
    """

    __tablename__ = "request_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    by: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str | None]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"), index=True)
    amount_rub: Mapped[float | None]
    withdrawn_at: Mapped[datetime | None]

    request: Mapped[RequestRow] = relationship(back_populates="events")
    company: Mapped[CompanyRow | None] = relationship()
