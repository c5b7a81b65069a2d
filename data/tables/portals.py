"""The SQL table of portals: where the widget opens, and whose key fetches tokens for it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class PortalRow(Base):
    """A member portal; `origins` are written as browsers write them: «https://portal.example.ru».

    Its id stands in pages that anybody reads and is no secret; the key is its server's alone.
    """

    __tablename__ = "portals"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    origins: Mapped[list[str]]
    key_id: Mapped[str] = mapped_column(ForeignKey("keys.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]
