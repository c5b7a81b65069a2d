"""What an uploaded file may be and cost."""

import subprocess
import sys
import zipfile

import pytest

from data.exchange.spreadsheets import SpreadsheetError
from service.importing import reading
from service.importing.reading import read_upload
from service.settings import ROOT
from tests.data.sheet_files import COMPANIES, write_csv, write_workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ENTITIES = "".join(f'<!ENTITY {c} "{f"&{chr(ord(c) - 1)};" * 10}">' for c in "bcdefghij")
ENTITY_BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>'
READ = """
import re, sys
from pathlib import Path
from data.exchange.spreadsheets import SpreadsheetError
from service.importing.reading import read_upload
try:
    read_upload(Path(sys.argv[1]), "a.xlsx")
except SpreadsheetError as error:
    print(error)
# not ru_maxrss: that of a child counts the memory of the process that it was forked from
kilobytes = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(int(kilobytes) // 1024, file=sys.stderr)
"""


def with_sheet(path, parts):
    """A workbook whose first sheet is made of these parts."""
    write_workbook(path, Компании=COMPANIES)
    with zipfile.ZipFile(path) as book:
        others = {name: book.read(name) for name in book.namelist() if name != SHEET}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in others.items():
            book.writestr(name, content)
        with book.open(SHEET, "w", force_zip64=True) as sheet:
            for part in parts:
                sheet.write(part)
    return path


def read_apart(path):
    """What is told of a file, and the megabytes that it took."""
    command = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip(), int(done.stderr)


def test_a_csv_is_titled_by_the_name_that_it_came_with(tmp_path):
    (table,) = read_upload(write_csv(tmp_path / "upload", *COMPANIES), "Компании.csv")
    assert table.title == "Компании"


@pytest.mark.parametrize("name", ["письмо.docx", "скан.pdf", "фото.jpg", "файл"])
def test_a_wrong_kind_is_told(tmp_path, name):
    with pytest.raises(SpreadsheetError, match="Нужен файл XLSX или CSV"):
        read_upload(write_csv(tmp_path / "upload", *COMPANIES), name)


@pytest.mark.parametrize("content", [b"", b" \n", b"PK\x03\x04broken", b"\x00\x01\x02"])
def test_a_file_of_no_use_is_told(tmp_path, content):
    (tmp_path / "upload").write_bytes(content)
    with pytest.raises(SpreadsheetError, match=r"пуст|повреждён|Это не таблица"):
        read_upload(tmp_path / "upload", "a.xlsx")


def test_a_zip_bomb_is_refused_within_512_mb(tmp_path):
    path = with_sheet(tmp_path / "upload", [b"<worksheet>", *[b" " * 1_000_000] * 400])
    assert path.stat().st_size < 1_000_000
    told, megabytes = read_apart(path)
    assert told.startswith("Файл слишком велик") and megabytes < 512


def test_an_entity_bomb_is_refused_or_read_as_it_stands_within_512_mb(tmp_path):
    cell = '<c r="A1" t="inlineStr"><is><t>&j;</t></is></c>'
    rows = f'<sheetData><row r="1">{cell}</row></sheetData>'
    sheet = f'<?xml version="1.0"?>{ENTITY_BOMB}<worksheet xmlns="{NAMESPACE}">{rows}</worksheet>'
    _, megabytes = read_apart(with_sheet(tmp_path / "upload", [sheet.encode()]))
    assert megabytes < 512


def test_other_workbooks_are_refused_by_what_they_are_not_by_their_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "upload", "w") as book:
        book.writestr("content.xml", "<office/>")
    with pytest.raises(SpreadsheetError, match="сохраните таблицу в Excel как XLSX"):
        read_upload(tmp_path / "upload", "a.xlsx")


def test_a_cell_far_away_is_refused(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="{a}{n}"><v>1</v></c></row>' for n, a in ((1, "A"), (700, "XFD")))
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(SpreadsheetError, match="удалите пустые в конце"):
        read_upload(with_sheet(tmp_path / "upload", [sheet.encode()]), "a.xlsx")


def test_a_sheet_of_too_many_cells_is_refused_before_it_is_read(tmp_path):
    with pytest.raises(SpreadsheetError, match="слишком велик в распакованном виде"):
        read_upload(with_sheet(tmp_path / "upload", [b"<c><v>1</v></c>" * 1_100_000]), "a.xlsx")


@pytest.mark.parametrize("line", ["а;б\n", ";"])
def test_a_csv_of_29_mb_is_refused_within_512_mb(tmp_path, line):
    (tmp_path / "upload").write_bytes(b"a;b\n" + line.encode() * (29_000_000 // len(line.encode())))
    told, megabytes = read_apart(tmp_path / "upload")
    assert told.startswith("Файл слишком велик") and megabytes < 512


def test_too_many_rows_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    with pytest.raises(SpreadsheetError, match="больше 1 строк"):
        read_upload(write_csv(tmp_path / "upload", *COMPANIES), "a.csv")


def test_too_many_columns_are_told(tmp_path):
    with pytest.raises(SpreadsheetError, match="больше 200 столбцов"):
        read_upload(write_csv(tmp_path / "upload", [f"с{n}" for n in range(201)]), "a.csv")
