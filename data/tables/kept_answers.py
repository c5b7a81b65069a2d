"""The table of answers that are given again when a request is repeated."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base


class KeptAnswerRow(Base):
    """What a request with an Idempotency-Key was answered; no status yet while it runs.

    `key` is a digest of who asked with which key, `fingerprint` one of what was asked.
    """

    __tablename__ = "kept_answers"

    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int | None]
    body: Mapped[str | None]
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ends_at: Mapped[datetime] = mapped_column(index=True)
