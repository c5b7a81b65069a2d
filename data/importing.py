"""A file of the exchange format into the database: good rows go in, bad ones are reported, counts add up."""

from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from data.columns import SHEETS, Sheet
from data.keepers import KEEPERS, Directory, Keeper
from data.recognition import columns_of, missing_columns, named_sheet, recognise
from data.reporting import ImportReport, Problem
from data.rows import FieldError, RowError, Values, read_row, sentence
from data.spreadsheets import SpreadsheetError, Table, read_tables


def import_file(session: Session, path: Path) -> ImportReport:
    """Brings a file into the session's transaction; the caller commits or, for a dry run, rolls back.

    Raises SpreadsheetError with one Russian line when the file as a whole is of no use.
    """
    return import_tables(session, read_tables(path))


def import_tables(session: Session, tables: list[Table]) -> ImportReport:
    """The same for tables that were read already."""
    report = ImportReport()
    recognised = [(sheet, table) for table in tables if (sheet := recognise(table))]
    if not recognised:
        raise SpreadsheetError(_why_unknown(tables[0]))
    strangers = [table.title for table in tables if table not in [t for _, t in recognised]]
    report.notes += [f"Лист «{title}» не распознан и пропущен" for title in strangers]
    directory = Directory(session)
    for sheet, table in sorted(recognised, key=lambda pair: SHEETS.index(pair[0])):
        _import_table(sheet, table, KEEPERS[sheet.name](session, directory), report)
    return report


def _import_table(sheet: Sheet, table: Table, keeper: Keeper, report: ImportReport) -> None:
    columns, ignored = columns_of(sheet, table)
    if ignored:
        report.notes.append(f"Лист «{sheet.title}»: столбцы не нужны и пропущены: {', '.join(ignored)}")
    seen: dict[int, int] = {}
    for number, cells in table.rows:
        try:
            values = read_row(sheet, number, cells, columns)
            report.count(_keep(keeper, values, number, seen))
        except RowError as error:
            report.reject(error.problems)
        except FieldError as error:
            title = next((c.title for c in sheet.columns if c.field == error.field), None)
            report.reject([Problem(sheet.title, number, title, sentence(str(error)))])


def _keep(keeper: Keeper, values: Values, number: int, seen: dict[int, int]) -> str:
    row = keeper.find(values)
    attributes = keeper.attributes(values)
    if row is None:
        row = keeper.table(**_for_new(keeper, attributes, values))
        keeper.session.add(row)
        keeper.session.flush()
        keeper.added(row)
        seen[row.id] = number
        return "created"
    if row.archived_at:
        raise FieldError(None, "запись есть в архиве: верните её из архива или уберите строку")
    changes = _changes(row, attributes)
    if changes and row.id in seen:
        raise FieldError(None, f"та же запись уже есть в строке {seen[row.id]} с другими данными")
    seen.setdefault(row.id, number)
    for name, value in changes.items():
        setattr(row, name, value)
    if changes:
        keeper.added(row)
    return "updated" if changes else "unchanged"


def _for_new(keeper: Keeper, attributes: Values, values: Values) -> Values:
    # a column without a value takes the table's default
    filled = {name: value for name, value in attributes.items() if value is not None}
    if keeper.table.__tablename__ == "companies":  # type: ignore[attr-defined]
        filled.setdefault("code", values.get("inn"))
        filled.setdefault("status", "prospect")
    return filled


def _changes(row: Any, attributes: Values) -> Values:
    columns = inspect(type(row)).columns
    return {
        name: value
        for name, value in attributes.items()
        if getattr(row, name) != value and not (value is None and not columns[name].nullable)
    }


def _why_unknown(table: Table) -> str:
    nearest = named_sheet(table) or min(SHEETS, key=lambda sheet: len(missing_columns(sheet, table)))
    missing = ", ".join(missing_columns(nearest, table))
    return (
        f"Заголовок не подходит ни к одному листу; для листа «{nearest.title}» не хватает столбцов: {missing}"
    )
