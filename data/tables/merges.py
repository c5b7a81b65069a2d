"""The SQL tables of duplicates: companies made one, and pairs that somebody has told apart."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class MergeRow(Base):
    """A company that became part of another; `done` is what undoing needs, `undone` what came of it."""

    __tablename__ = "merges"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str]
    done: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    undone: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ToldApartRow(Base):
    """Two companies of which somebody said that they are not the same; the smaller id is the first."""

    __tablename__ = "told_apart"
    __table_args__ = (Index(None, "first_id", "second_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str]
