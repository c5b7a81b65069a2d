"""What an approval does to a record, and how it is taken back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from data import entry
from data.entry import EntryError, RecordRow
from data.exchange.rows import FieldError
from data.store.records import find
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from data.tables.self_service import ProposalRow

TABLES: Mapping[str, type[Any]] = {row.__tablename__: row for row in (CompanyRow, OfferRow, NeedRow)}


def apply(session: Session, row: ProposalRow) -> None:
    """Makes the change true. Raises EntryError."""
    table = TABLES[row.kind]
    if row.before:
        entry.update(session, _record(session, row), row.after)
    elif row.record_id:  # approved once before, and taken back
        entry.restore(_record(session, row, archived=True))
    else:
        row.record_id = entry.create(session, table, row.after | {"company_id": row.company_id}).id


def take_back(session: Session, row: ProposalRow) -> None:
    """As it was before the approval; what somebody has changed since stays."""
    record = _record(session, row, archived=True)
    if not row.before:
        if record.archived_at is None:
            entry.archive(record)
        return
    read = entry.checked(TABLES[row.kind], row.after)
    own = {name: value for name, value in row.before.items() if getattr(record, name) == read[name]}
    entry.update(session, record, own)


def _record(session: Session, row: ProposalRow, archived: bool = False) -> RecordRow:
    record: RecordRow | None = find(session, TABLES[row.kind], row.record_id, archived)
    if record is None:
        raise refused("Запись в архиве: правку можно только отклонить")
    return record


def refused(message: str) -> EntryError:
    """Why nothing can be done about a proposal."""
    return EntryError([FieldError("state", message)])
