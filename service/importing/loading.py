"""Tables of a file into the database, whatever they hold: records of the pool, classifiers, or both."""

from pathlib import Path

from sqlalchemy.orm import Session

from data.classifiers.checks import notes_on_codes
from data.classifiers.loading import Published, import_classifier
from data.classifiers.recognition import classifier_sheet, under_titles
from data.exchange.header_row import under_headings
from data.exchange.importing import import_tables
from data.exchange.reporting import ImportReport
from data.exchange.spreadsheets import Table, read_tables
from models.codes.words import entry_words


def load_file(session: Session, path: Path) -> ImportReport:
    """The same as `load_tables` of a file that nobody looked at. Raises SpreadsheetError."""
    return load_tables(
        session, [under_headings(under_titles(table)) for table in read_tables(path)], path.name
    )


def load_tables(session: Session, tables: list[Table], file_name: str) -> ImportReport:
    """Brings tables into the session's transaction; the caller commits or rolls back.

    Raises SpreadsheetError with one Russian line when they as a whole are of no use.
    """
    found = [(classifier_sheet(table), table) for table in tables]
    classifiers = [(sheet, table) for sheet, table in found if sheet]
    others = [table for sheet, table in found if not sheet]
    report = import_tables(session, others) if others or not classifiers else ImportReport()
    for sheet, table in classifiers:
        import_classifier(session, Published(sheet, table, file_name), entry_words, report)
    report.notes += notes_on_codes(session, others)
    return report
