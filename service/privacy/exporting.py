"""The use case of taking out all that is kept of a company: as JSON and as a workbook."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from sqlalchemy.orm import Session

from data.database import Database
from data.exchange.exporting import inert_cell
from data.store.records import find
from data.store.rows_about import log_lines_about, rows_about, with_merged
from data.tables.pool import CompanyRow, now
from service.access import Caller, may_export_personal_data
from service.errors import ForbiddenError, NotFoundError
from service.field_words import field_word
from service.office_files import content_of
from service.privacy.words import SECRETS, TABLES

NOT_THERE = "Такой записи нет"
_MAX_CELL = 32_000


@dataclass(frozen=True)
class Kept:
    """All rows by table, as plain values; secrets are not told, only that there are some."""

    code: str
    taken_at: datetime
    tables: Mapping[str, list[dict[str, Any]]]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table, by its word."""
        return {TABLES.get(name, name): len(rows) for name, rows in self.tables.items()}

    def as_json(self) -> bytes:
        """One document."""
        told = {"company": self.code, "taken_at": self.taken_at.isoformat(), "tables": self.tables}
        return json.dumps(told, ensure_ascii=False, indent=2).encode()

    def as_xlsx(self) -> bytes:
        """A sheet for each table, every cell inert."""
        book = Workbook(write_only=True)
        for name, rows in self.tables.items():
            sheet = book.create_sheet(TABLES.get(name, name)[:31])
            sheet.freeze_panes = "A2"
            sheet.append([inert_cell(sheet, field_word(key, name) or key, bold=True) for key in rows[0]])
            for row in rows:
                sheet.append([inert_cell(sheet, _cell(value)) for value in row.values()])
        return content_of(book)


class PersonalData:
    """Raises ForbiddenError for one who may not, NotFoundError for a company that is not there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, caller: Caller, company_id: int) -> Kept:
        """All that is kept of a company and its people, also of cards that became part of its card."""
        if not may_export_personal_data(caller):
            raise ForbiddenError("Персональные данные выгружают сотрудники ассоциации")
        with self._database.reading() as session:
            company = found_company(session, company_id)
            rows = rows_about(session, with_merged(session, company_id))
            lines = log_lines_about(session, rows)
            if lines:
                rows["audit_log"] = list(lines)
            tables = {name: [_plain(row) for row in found] for name, found in rows.items()}
        return Kept(company.code, now(), tables)


def found_company(session: Session, company_id: int) -> CompanyRow:
    """An archived one too. Raises NotFoundError."""
    company = find(session, CompanyRow, company_id, archived=True)
    if company is None:
        raise NotFoundError(NOT_THERE)
    return company


def _plain(row: Any) -> dict[str, Any]:
    names = [column.key for column in row.__table__.columns if column.key not in SECRETS]
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Any:
    told = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
    return told[:_MAX_CELL] if isinstance(told, str) else told
