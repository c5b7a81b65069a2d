"""A file of the exchange format into the database: good rows go in, bad ones are reported, counts add up."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from data.exchange.columns import SHEETS, Sheet, folded_header
from data.exchange.recognition import columns_of, missing_columns, named_sheet, recognise
from data.exchange.reporting import TO_MEND, ImportReport, Problem, RejectedRow, Written
from data.exchange.rows import FieldError, RowError, Values, read_row, sentence
from data.exchange.spreadsheets import SpreadsheetError, Table, read_tables
from data.keeping.keeper import Directory, Keeper
from data.keeping.keepers import KEEPERS
from data.tables.imports import undone_moments


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
    directory, undone = Directory(session), undone_moments(session)
    for sheet, table in sorted(recognised, key=lambda pair: SHEETS.index(pair[0])):
        keeper = KEEPERS[sheet.name](session, directory)
        _import_table(_Target(sheet, keeper, undone), table, report)
    return report


@dataclass
class _Target:
    """Where the rows of one table go; `undone` are the moments at which imports were undone."""

    sheet: Sheet
    keeper: Keeper
    undone: frozenset[datetime]
    seen: dict[int, int] = field(default_factory=dict)

    def written(self, row: Any, number: int, before: Values, after: Values) -> Written:
        title = next(getattr(row, name) for name in ("name", "title", "subject") if hasattr(row, name))
        return Written(self.sheet.name, number, row.id, title, before, after)


def _import_table(target: _Target, table: Table, report: ImportReport) -> None:
    sheet = target.sheet
    columns, unknown = columns_of(sheet, table)
    ignored = [header for header in unknown if folded_header(header) != folded_header(TO_MEND)]
    if ignored:
        report.notes.append(f"Лист «{sheet.title}»: столбцы не нужны и пропущены: {', '.join(ignored)}")
    for number, cells in table.rows:
        try:
            values = read_row(sheet, number, cells, columns)
            report.keep(sheet.title, _keep(target, values, number))
        except RowError as error:
            report.reject(RejectedRow(sheet.title, table.header, cells, tuple(error.problems)))
        except FieldError as error:
            title = next((c.title for c in sheet.columns if c.field == error.field), None)
            problem = Problem(sheet.title, number, title, sentence(str(error)))
            report.reject(RejectedRow(sheet.title, table.header, cells, (problem,)))


def _keep(target: _Target, values: Values, number: int) -> Written | None:
    keeper, seen = target.keeper, target.seen
    row = keeper.find(values)
    attributes = keeper.attributes(values)
    if row is None or row.archived_at in target.undone:
        row = _brought(row, keeper, _for_new(keeper, attributes, values))
        seen[row.id] = number
        return target.written(row, number, {}, {})
    if row.archived_at:
        raise FieldError(None, "запись есть в архиве: верните её из архива или уберите строку")
    changes = _changes(row, attributes)
    if changes and row.id in seen:
        raise FieldError(None, f"та же запись уже есть в строке {seen[row.id]} с другими данными")
    seen.setdefault(row.id, number)
    if not changes:
        return None
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    keeper.added(row)
    return target.written(row, number, before, changes)


def _brought(row: Any | None, keeper: Keeper, values: Values) -> Any:
    """A new record; one that left the pool when its import was undone comes back as if it were new."""
    if row is None:
        row = keeper.table(**values)
        keeper.session.add(row)
    else:
        for name, value in (_blank(keeper.table) | values).items():
            setattr(row, name, value)
    keeper.session.flush()
    keeper.added(row)
    return row


def _blank(table: Any) -> Values:
    """What columns of a record hold that nothing is told of; those that must be told are not among them."""
    kept = {"id", "created_at", "updated_at"}
    columns = [column for column in inspect(table).columns if column.key not in kept]
    defaults = {c.key: c.default.arg for c in columns if c.default is not None}
    made = {name: value({}) if callable(value) else value for name, value in defaults.items()}
    return {column.key: None for column in columns if column.nullable} | made


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
