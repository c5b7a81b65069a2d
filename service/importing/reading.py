"""An uploaded file read into tables, within what a page may cost: kind, weight, rows, columns."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from data.classifiers.recognition import under_titles
from data.exchange.header_row import under_headings
from data.exchange.spreadsheets import SpreadsheetError, Table, read_tables

KINDS = (".xlsx", ".xlsm", ".xls", ".csv")
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ROWS = 30_000  # OKPD2 has more than 20,000
MAX_HEADERS = 200
MAX_CELLS = 1_000_000
TOO_HEAVY = "Файл слишком велик в распакованном виде: уберите лишние листы или загрузите его частями"
_CHUNK = 1024 * 1024
_OTHER_KINDS = frozenset({"content.xml", "xl/workbook.bin"})  # ODS repeats a cell millions of times in a line
_BAD_ZIP = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error)


def read_upload(path: Path, file_name: str) -> list[Table]:
    """The tables of a file that was called `file_name`; raises SpreadsheetError with one Russian line."""
    name = PurePath(file_name)
    if name.suffix.casefold() not in KINDS:
        raise SpreadsheetError(f"Нужен файл XLSX или CSV, а это «{name.suffix or 'файл без расширения'}»")
    _refuse_heavy(path)
    found = read_tables(path, MAX_ROWS)
    named = [replace(table, title=name.stem) if table.title == path.stem else table for table in found]
    tables = [under_headings(under_titles(table)) for table in named]
    if sum(map(bool, (header for table in tables for header in table.header))) > MAX_HEADERS:
        raise SpreadsheetError(f"В файле больше {MAX_HEADERS} столбцов: уберите лишние листы и столбцы")
    return tables


def _refuse_heavy(path: Path) -> None:
    # sizes are counted, not believed: an archive may state less than it holds
    if not zipfile.is_zipfile(path):
        return
    unpacked = cells = 0
    try:
        with zipfile.ZipFile(path) as archive:
            if _OTHER_KINDS & set(archive.namelist()):
                raise SpreadsheetError("Нужен файл XLSX или CSV: сохраните таблицу в Excel как XLSX")
            for chunk in _chunks(archive):
                unpacked += len(chunk)
                cells += chunk.count(b"</c>")
                if unpacked > MAX_UNPACKED_BYTES or cells > MAX_CELLS:
                    raise SpreadsheetError(TOO_HEAVY)
    except _BAD_ZIP as error:
        raise SpreadsheetError("Файл повреждён: это архив, который не распаковывается") from error


def _chunks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
