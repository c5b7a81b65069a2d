"""The SQL table of consents: what a company said yes or no to, when, and to which text."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class ConsentRow(Base):
    """One answer of a company to one kind of consent; the last one stands, nothing is changed later.

    `version` and `text_sha256` name the text that was answered to (data.consent_texts). `basis` says how the
    answer came: `own` by the company's own people here, `paper` or `mail` to staff, who tell the `document`.
    `person` is whose data a consent to `contacts` is about: it does not pass to a successor.
    """

    __tablename__ = "consents"
    __table_args__ = (Index(None, "kind", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    kind: Mapped[str]
    is_given: Mapped[bool]
    version: Mapped[int]
    text_sha256: Mapped[str]
    basis: Mapped[str]
    document: Mapped[str | None]
    person: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
