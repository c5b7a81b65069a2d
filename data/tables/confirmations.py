"""The SQL table of confirmations: a company said that what the pool holds of it is still true."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class ConfirmationRow(Base):
    """One confirmation; `before` are the days that it replaced, so that it can be taken back."""

    __tablename__ = "confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str]
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
