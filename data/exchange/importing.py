"""A file of the exchange format into the database: good rows go in, bad ones are reported, counts add up."""

from pathlib import Path

from sqlalchemy.orm import Session

from data.exchange.columns import COMPANIES, SHEETS, Sheet
from data.exchange.joined import ALL_SHEETS, JoinedSheet
from data.exchange.joined_importing import import_joined
from data.exchange.recognition import columns_of, missing_columns, named_sheet, recognise
from data.exchange.record_writing import Target, problem_of
from data.exchange.reporting import ImportReport, RejectedRow
from data.exchange.rows import FieldError, RowError, read_row
from data.exchange.spreadsheets import SpreadsheetError, Table, read_tables
from data.keeping.keeper import Directory
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

    def target(sheet: Sheet) -> Target:
        return Target(sheet, KEEPERS[sheet.name](session, directory), undone)

    for sheet, table in sorted(recognised, key=lambda pair: ALL_SHEETS.index(pair[0])):
        _note(sheet, table, report)
        if isinstance(sheet, JoinedSheet):
            import_joined(sheet, target(COMPANIES), target(sheet.part), table, report)
        else:
            _import_table(target(sheet), table, report)
    return report


def _note(sheet: Sheet, table: Table, report: ImportReport) -> None:
    if table.above:
        report.notes.append(f"Лист «{sheet.title}»: заголовки в строке {table.header_row}")
    if ignored := columns_of(sheet, table)[1]:
        report.notes.append(f"Лист «{sheet.title}»: столбцы не нужны и пропущены: {', '.join(ignored)}")


def _import_table(target: Target, table: Table, report: ImportReport) -> None:
    sheet = target.sheet
    columns, _ = columns_of(sheet, table)
    for number, cells in table.rows:
        try:
            values = read_row(sheet, number, cells, columns)
            report.keep(sheet.title, target.keep(values, number))
        except RowError as error:
            report.reject(RejectedRow(sheet.title, table.header, cells, tuple(error.problems)))
        except FieldError as error:
            problem = problem_of(error, sheet.title, number, sheet.columns)
            report.reject(RejectedRow(sheet.title, table.header, cells, (problem,)))


def _why_unknown(table: Table) -> str:
    nearest = named_sheet(table) or min(SHEETS, key=lambda sheet: len(missing_columns(sheet, table)))
    missing = ", ".join(missing_columns(nearest, table))
    return (
        f"Заголовок не подходит ни к одному листу; для листа «{nearest.title}» не хватает столбцов: {missing}"
    )
