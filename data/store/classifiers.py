"""Editions of the classifiers: the one that counts, its codes, a new one in its place, the way back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from data.classifiers.classifier import CodeEntry
from data.references import okpd2_names, okved2_names
from data.tables.classifiers import ClassifierCodeRow, EditionRow
from data.tables.pool import RevisionRow

SHIPPED = {"okpd2": okpd2_names, "okved2": okved2_names}
KEPT_EDITIONS = 2  # of a kind: the one that counts and the one before it, for undoing
_AT_ONCE = 2_000


def latest_editions(session: Session) -> dict[str, int]:
    """The id of the edition that counts, by kind; kinds that nobody loaded are left out."""
    query = select(EditionRow.kind, func.max(EditionRow.id)).group_by(EditionRow.kind)
    return dict(session.execute(query).all())


def edition_of(session: Session, kind: str) -> EditionRow | None:
    """The edition that counts."""
    query = select(EditionRow).where(EditionRow.kind == kind).order_by(EditionRow.id.desc())
    return session.scalars(query.limit(1)).first()


def entries_of(session: Session, edition_id: int) -> list[CodeEntry]:
    """Its codes in order, which `add_edition` was given."""
    row = ClassifierCodeRow
    query = select(row.code, row.name, row.description, row.parent).where(row.edition_id == edition_id)
    return [CodeEntry(*values) for values in session.execute(query.order_by(row.id))]


def words_of(session: Session, edition_id: int) -> Iterator[tuple[str, str]]:
    """Words of names and of descriptions, in the order of `entries_of`."""
    row = ClassifierCodeRow
    query = select(row.name_words, row.description_words).where(row.edition_id == edition_id)
    return ((name, description) for name, description in session.execute(query.order_by(row.id)))


def names_of(session: Session, kind: str, codes: Iterable[str]) -> dict[str, str]:
    """Names of those of the codes that the edition that counts has, or else that ship."""
    edition_id = latest_editions(session).get(kind)
    if edition_id is None:
        return {code: SHIPPED[kind]()[code] for code in codes if code in SHIPPED[kind]()}
    row = ClassifierCodeRow
    query = select(row.code, row.name).where(row.edition_id == edition_id, row.code.in_(set(codes)))
    return dict(session.execute(query).all())


def add_edition(session: Session, kind: str, file_name: str, codes: list[Mapping[str, Any]]) -> int:
    """Puts a new edition in the place of the latest; answers its id. Editions too old to go back to leave."""
    edition = EditionRow(kind=kind, file_name=file_name, num_codes=len(codes))
    session.add(edition)
    session.flush()
    for start in range(0, len(codes), _AT_ONCE):
        rows = [{**code, "edition_id": edition.id} for code in codes[start : start + _AT_ONCE]]
        session.execute(insert(ClassifierCodeRow), rows)
    older = select(EditionRow.id).where(EditionRow.kind == kind).order_by(EditionRow.id.desc())
    for id_ in session.scalars(older.offset(KEPT_EDITIONS)).all():
        _remove(session, id_)
    _note_change(session, kind)
    return edition.id


def withdraw_edition(session: Session, id_: int, before: int | None) -> bool:
    """Goes back to the edition `before`, or to none; False when another came since or `before` is gone."""
    edition = session.get(EditionRow, id_)
    if edition is None or latest_editions(session)[edition.kind] != id_:
        return False
    if before is not None and session.get(EditionRow, before) is None:
        return False
    _remove(session, id_)
    _note_change(session, edition.kind)
    return True


def _note_change(session: Session, kind: str) -> None:
    # the snapshot describes companies without offers by the names of their activities
    if kind == "okved2":
        session.execute(update(RevisionRow).values(revision=RevisionRow.revision + 1))


def _remove(session: Session, id_: int) -> None:
    session.execute(delete(ClassifierCodeRow).where(ClassifierCodeRow.edition_id == id_))
    session.delete(session.get(EditionRow, id_))
    session.flush()
