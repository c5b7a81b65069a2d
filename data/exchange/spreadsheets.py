"""Files that people keep their lists in, read into numbered rows: XLSX, XLS, ODS and CSV."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from data.exchange.cells import Cell
from data.exchange.ods_area import largest_area

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_ROWS = 300_000
CELLS_A_ROW = 40  # so many a row, empty ones between filled ones included, in the mean of a file
_DELIMITERS = ";,\t"
_HEAD = 100_000  # characters in which the header of a CSV is looked for
_END = "\x00"  # a row of its own after the last one, unless a quote swallows it
_BAD_ZIP = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error)
_FAR_CELL = re.compile(rb"""r=["'](?:[A-Z]{2,3}\d|[A-Z]\d{6})""")
# a cell that holds something: one that only has a format closes itself
_FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")

Rows = tuple[tuple[int, tuple[Cell, ...]], ...]


class SpreadsheetError(Exception):
    """The file as a whole cannot be read; the message is one line in Russian."""


@dataclass(frozen=True)
class Table:
    """A sheet or a CSV: its header and its rows that are not empty, each with its number in the file.

    `above` are rows of titles that stand over the header.
    """

    title: str
    header: tuple[str, ...]
    rows: Rows
    header_row: int = 1
    above: Rows = ()


def read_tables(path: Path, max_rows: int = MAX_ROWS) -> list[Table]:
    """All tables of a file; a CSV gives one, titled by the file's name.

    Raises SpreadsheetError when the file is missing, empty, too large or no spreadsheet.
    """
    content = _read_bytes(path)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        tables = _read_workbook(content, max_rows)
    else:
        tables = [_table(path.stem, list(enumerate(_read_csv(content, max_rows), start=1)))]
    found = [table for table in tables if table.header]
    if not found:
        raise SpreadsheetError("Файл пуст: в нём нет ни заголовка, ни строк")
    if sum(len(table.rows) for table in found) > max_rows:
        raise _too_long(max_rows)
    return found


def _too_long(max_rows: int) -> SpreadsheetError:
    return SpreadsheetError(f"Файл слишком велик: больше {max_rows} строк")


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SpreadsheetError(f"Файл слишком велик: {size} байт, можно до {MAX_BYTES}")
        content = path.read_bytes()
    except OSError as error:
        raise SpreadsheetError(f"Файл не читается: {path} ({error.strerror})") from error
    if not content.strip():
        raise SpreadsheetError("Файл пуст: в нём нет ни заголовка, ни строк")
    return content


def _read_workbook(content: bytes, max_rows: int) -> list[Table]:
    _refuse_bomb(content, max_rows * CELLS_A_ROW)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _table(name, list(enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)))
            for name in book.sheet_names
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise SpreadsheetError("Файл повреждён или это не таблица: Excel его тоже не откроет") from error


def _refuse_bomb(content: bytes, max_cells: int) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise SpreadsheetError(f"Файл слишком велик: в распакованном виде {unpacked} байт")
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _refuse_vast(archive.read(name), max_cells)
            elif name == "content.xml":
                _refuse_area(*largest_area(archive.read(name)), max_cells)
    except _BAD_ZIP as error:
        raise SpreadsheetError("Файл повреждён: это архив, который не распаковывается") from error


def _refuse_vast(sheet: bytes, max_cells: int) -> None:
    # the reader lays out the whole rectangle from A1 to the last cell, however few cells are filled
    if not _FAR_CELL.search(sheet):
        return
    rows, letters = 0, b""
    for cell in _FILLED_CELL.finditer(sheet):
        rows = max(rows, int(cell[2]))
        letters = max(letters, cell[1], key=lambda column: (len(column), column))
    _refuse_area(rows, _column_number(letters), max_cells)


def _refuse_area(rows: int, columns: int, max_cells: int) -> None:
    if rows * columns > max_cells:
        raise SpreadsheetError(
            f"Файл слишком велик: лист занимает {rows} строк и {columns} столбцов; удалите пустые в конце"
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _read_csv(content: bytes, max_rows: int) -> list[list[str]]:
    text = _decode(content)
    head = text[:_HEAD].lstrip().partition("\n")[0]
    # the comma of «Загрузка, %» has a space behind it, one that separates has none
    delimiter = max(_DELIMITERS, key=lambda sign: (len(re.findall(f"{sign}(?! )", head)), head.count(sign)))
    if text.count(delimiter) > max_rows * CELLS_A_ROW:
        raise SpreadsheetError("Файл слишком велик: слишком много строк и столбцов")
    csv.field_size_limit(1_000_000)
    try:
        lines_read = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
        *rows, last = islice(lines_read, max_rows + 2)  # the header and the end beside the rows
    except csv.Error as error:
        raise SpreadsheetError(f"Файл не читается как CSV: {error}") from error
    if len(rows) > max_rows and last != [_END]:
        raise _too_long(max_rows)
    if last != [_END]:
        raise SpreadsheetError(f"Кавычка в строке {len(rows) + 1} открыта и не закрыта до конца файла")
    return rows


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise SpreadsheetError("Это не таблица: нужен XLSX или CSV")
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetError("Кодировка файла не распознана: сохраните CSV в UTF-8 или windows-1251")


def _table(title: str, numbered: list[tuple[int, list[Cell]]]) -> Table:
    filled = [(number, row) for number, row in numbered if any(_is_filled(cell) for cell in row)]
    if not filled:
        return Table(title, (), ())
    (number, first), *rest = filled
    return Table(title, header_of(first), tuple((at, tuple(row)) for at, row in rest), number)


def header_of(row: Iterable[Cell]) -> tuple[str, ...]:
    """The cells of a row as headers."""
    whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row)
    return tuple("" if cell is None else str(cell).strip() for cell in whole)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and str(cell).strip() != ""
