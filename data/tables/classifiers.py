"""The tables of the classifiers as their owner loaded them: an edition a load, its codes with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.pool import Base, now


class EditionRow(Base):
    """One classifier as one file had it; the latest of its kind is the one that counts."""

    __tablename__ = "classifier_editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    loaded_at: Mapped[datetime] = mapped_column(default=now)
    num_codes: Mapped[int]


class ClassifierCodeRow(Base):
    """A code of an edition; the words are what search compares, separated by spaces."""

    __tablename__ = "classifier_codes"
    __table_args__ = (Index(None, "edition_id", "code", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("classifier_editions.id"))
    code: Mapped[str]
    name: Mapped[str]
    description: Mapped[str]
    parent: Mapped[str]
    name_words: Mapped[str]
    description_words: Mapped[str]
