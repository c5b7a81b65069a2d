"""The pool written back in the exchange format: one XLSX with all sheets, every cell inert."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.exchange.columns import SHEETS, Sheet
from data.keeping.keepers import KEEPERS
from data.tables.pool import ChainRow, CompanyRow, ProjectRow

_REFERENCES = {
    "company_code": ("company_id", "code"),
    "company_inn": ("company_id", "inn"),
    "supplier_code": ("supplier_id", "code"),
    "customer_code": ("customer_id", "code"),
    "initiator_code": ("initiator_id", "code"),
}


def export_pool(session: Session, path: Path) -> int:
    """Writes all records that are not archived, alone or with their owner; returns how many."""
    book = Workbook(write_only=True)
    references = _References(session)
    count = 0
    for sheet in SHEETS:
        target = book.create_sheet(sheet.title)
        target.freeze_panes = "A2"
        target.append([inert_cell(target, column.title, bold=True) for column in sheet.columns])
        for row in _live_rows(session, sheet, references):
            written = (_written(sheet, row, references, column.field) for column in sheet.columns)
            target.append([inert_cell(target, value) for value in written])
            count += 1
    book.save(path)
    return count


class _References:
    """Codes of what rows point at; `owners` are the live ones of each field that a row cannot do without."""

    def __init__(self, session: Session) -> None:
        live = select(CompanyRow).where(CompanyRow.archived_at.is_(None))
        self.companies = {row.id: row for row in session.scalars(live)}
        chains = session.scalars(select(ChainRow).where(ChainRow.archived_at.is_(None)))
        self.chains = {row.id: row.code for row in chains}
        projects = session.scalars(select(ProjectRow).where(ProjectRow.archived_at.is_(None)))
        self.projects = {row.id: row.code for row in projects if row.chain_id in self.chains}
        companies = dict.fromkeys(("company_id", "supplier_id", "customer_id"), self.companies.keys())
        self.owners: dict[str, Collection[int]] = companies | {
            "chain_id": self.chains.keys(),
            "project_id": self.projects.keys(),
        }


def _live_rows(session: Session, sheet: Sheet, references: _References) -> list[Any]:
    table: Any = KEEPERS[sheet.name].table
    rows = session.scalars(select(table).where(table.archived_at.is_(None)).order_by(table.id))
    owners = [(own, live) for own, live in references.owners.items() if hasattr(table, own)]
    return [row for row in rows if all(getattr(row, own) in live for own, live in owners)]


def _written(sheet: Sheet, row: Any, references: _References, field: str) -> Any:
    if field in _REFERENCES:
        own, wanted = _REFERENCES[field]
        company = references.companies.get(getattr(row, own))
        return getattr(company, wanted) if company else None
    if field == "chain_code":
        return references.chains[row.chain_id]
    if field == "project_code":
        return references.projects[row.project_id]
    if field == "filled_by_codes":
        return "; ".join(references.companies[i].code for i in row.filled_by if i in references.companies)
    value = getattr(row, field)
    return None if value is None else sheet.column(field).write(value)


def inert_cell(sheet: WriteOnlyWorksheet, value: Any, bold: bool = False) -> Cell:
    """A cell that holds its value and nothing else: text stays text."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, even when it begins with =
    if bold:
        cell.font = Font(bold=True)
    return cell
