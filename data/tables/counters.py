"""The table of counters that several processes share: sign-ins that failed, requests of a minute."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base


class CounterRow(Base):
    """How often something happened before `ends_at`; `key` is a digest: what is counted may be a secret."""

    __tablename__ = "counters"

    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
