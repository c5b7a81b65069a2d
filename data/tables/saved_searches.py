"""The table of searches that people keep, with what each of them answered when it was last looked at."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class SavedSearchRow(Base):
    """One person's search: `owner` is the actor of the audit log, `query` the address without its path.

    `seen` is what the last look found, `before` what the look before that had found: what the page of the
    answer marks as new. Both are {"companies": ids, "records": ids of offers or needs}.
    """

    __tablename__ = "saved_searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    query: Mapped[str]
    seen: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    seen_at: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]
