import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange import spreadsheets
from data.exchange.ods_area import largest_area
from data.exchange.spreadsheets import SpreadsheetError, read_tables
from tests.data.sheet_files import csv_text, write_csv, write_workbook

ROWS = [["Код", "Загрузка, %"], ["К-1", "Ёлка; «дуб», 5\t"], ["К-2", "да"]]
EMPTY = "^Файл пуст: в нём нет ни заголовка, ни строк$"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_every_usual_encoding_and_delimiter(tmp_path, encoding, delimiter):
    path = write_csv(tmp_path / "файл.csv", *ROWS, delimiter=delimiter, encoding=encoding)
    (table,) = read_tables(path)
    assert (table.title, table.header) == ("файл", ("Код", "Загрузка, %"))
    assert table.rows == ((2, ("К-1", "Ёлка; «дуб», 5\t")), (3, ("К-2", "да")))


def test_rows_of_a_csv_are_numbered_as_excel_numbers_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('\n\nКод;О компании\nК-1;"две\r\nстроки"\n\n;;\nК-2;одна', encoding="utf-8")
    (table,) = read_tables(path)
    assert table.header == ("Код", "О компании")
    assert table.rows == ((4, ("К-1", "две\r\nстроки")), (7, ("К-2", "одна")))


def test_a_quote_inside_of_an_unquoted_cell_is_a_character(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Код;Название\nК-1;ООО "Ромашка"\nК-2;Труба 5" стальная', encoding="utf-8")
    (table,) = read_tables(path)
    assert [row[1] for _, row in table.rows] == ['ООО "Ромашка"', 'Труба 5" стальная']


def test_a_quote_that_is_never_closed_is_told_and_swallows_no_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Код;Название\nК-1;Завод\nК-2;"Ромашка\nК-3;Стройка\n', encoding="utf-8")
    with pytest.raises(SpreadsheetError, match="Кавычка в строке 3 открыта и не закрыта"):
        read_tables(path)


def test_a_workbook_gives_its_sheets_with_values_as_they_are(tmp_path):
    rows = [["Код", None, "Когда"], [], ["К-1", 7707083893.0, date(2026, 9, 15)], [True, None, "=1+1"]]
    path = write_workbook(tmp_path / "a.xlsx", Первый=rows, Пустой=[], Второй=[["Код"]])
    first, second = read_tables(path)
    assert (first.title, first.header, second.title, second.rows) == (
        "Первый",
        ("Код", "", "Когда"),
        "Второй",
        (),
    )
    assert first.rows[0][0] == 3
    assert first.rows[0][1][:2] == ("К-1", 7707083893)
    assert first.rows[0][1][2] in (date(2026, 9, 15), datetime(2026, 9, 15))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", EMPTY),
        (b" \r\n\t", EMPTY),
        (b"\xef\xbb\xbf", EMPTY),
        (b"\xff\xfe", EMPTY),
        ("\u00a0".encode("cp1251"), EMPTY),
        (b";;;\n;;;", EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "^Это не таблица: нужен XLSX или CSV$"),
        (b"PK\x03\x04 and nothing else", "^Файл повреждён"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "^Файл повреждён или это не таблица"),
        (b"\x98\xff\xff", "^Кодировка файла не распознана"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_line(tmp_path, content, message):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(SpreadsheetError, match=message):
        read_tables(path)


def test_a_missing_file_and_a_folder_are_one_clear_line(tmp_path):
    for path in (tmp_path / "нет.xlsx", tmp_path):
        with pytest.raises(SpreadsheetError, match=r"^Файл не читается: "):
            read_tables(path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("письмо.txt", "добрый день")
    with pytest.raises(SpreadsheetError, match="это не таблица"):
        read_tables(tmp_path / "a.xlsx")


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(spreadsheets.MAX_BYTES + 1)
    with pytest.raises(SpreadsheetError, match=r"слишком велик: 67108865 байт, можно до 67108864"):
        read_tables(path)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    archive = zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with archive, archive.open("xl/workbook.xml", "w") as file:
        for _ in range(spreadsheets.MAX_UNPACKED_BYTES // 2**24 + 1):
            file.write(bytes(2**24))
    with pytest.raises(SpreadsheetError, match="слишком велик: в распакованном виде"):
        read_tables(tmp_path / "a.xlsx")


def test_a_file_of_too_many_rows_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Код\n" + "К\n" * (spreadsheets.MAX_ROWS + 1), encoding="utf-8")
    with pytest.raises(SpreadsheetError, match="слишком велик: больше 300000 строк"):
        read_tables(path)


def workbook_with_cell(path, reference, value):
    path = write_workbook(path, Лист=[["Код"], ["К-1"]])
    old = zipfile.ZipFile(path)
    parts = {name: old.read(name) for name in old.namelist()}
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    more = f'<row r="{row}"><c r="{reference}"{value}</row></sheetData>'.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(b"</sheetData>", more))
    return path


def test_one_cell_in_the_far_corner_does_not_take_all_the_memory(tmp_path):
    path = workbook_with_cell(tmp_path / "a.xlsx", "XFD1048576", "><v>1</v></c>")
    with pytest.raises(SpreadsheetError, match="лист занимает 1048576 строк и 16384 столбцов"):
        read_tables(path)


def test_a_format_in_the_far_corner_is_no_content(tmp_path):
    path = workbook_with_cell(tmp_path / "a.xlsx", "XFD1048576", ' s="0"/>')
    assert read_tables(path)[0].rows == ((2, ("К-1",)),)


@given(st.binary(max_size=200) | st.text(st.characters(codec="utf-8")).map(str.encode))
def test_bytes_of_any_kind_give_tables_or_one_line(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        assert all(table.header for table in read_tables(path))
    except SpreadsheetError as error:
        assert "\n" not in str(error)


@pytest.fixture(scope="module")
def sound_workbook(tmp_path_factory):
    return write_workbook(tmp_path_factory.mktemp("sound") / "a.xlsx", Лист=ROWS).read_bytes()


@given(
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=9), st.floats(0.5, 1)
)
def test_a_damaged_workbook_gives_tables_or_one_line(tmp_path_factory, sound_workbook, changes, kept):
    content = bytearray(sound_workbook)
    for place, byte in changes:
        content[int(place * len(content))] = byte
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(content[: int(kept * len(content))])
    try:
        read_tables(path)
    except SpreadsheetError as error:
        assert "\n" not in str(error)


cell_texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)


@given(st.lists(st.lists(cell_texts, min_size=2, max_size=4), max_size=5), st.sampled_from(";,\t"))
def test_what_the_csv_library_writes_is_read_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.getbasetemp() / "back.csv"
    path.write_bytes(csv_text([["Код", "Название", "Статус", "Роли"], *rows], delimiter).encode())
    (table,) = read_tables(path)
    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [row for _, row in table.rows] == filled


def test_a_workbook_of_another_office_is_told_by_its_content_whatever_its_name(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", ODS)
    (tmp_path / "a.csv").write_bytes(buffer.getvalue())
    (table,) = read_tables(tmp_path / "a.csv")
    assert (table.title, table.header, table.rows) == ("Компании", ("Код",), ((2, ("К-1",)),))


@pytest.mark.parametrize(
    "sheet",
    [
        '<table:table-row><table:table-cell table:number-columns-repeated="20000000"><text:p>a</text:p>',
        '<table:table-row table:number-rows-repeated="20000000"><table:table-cell office:value="1"/>',
        "<table:table-row table:x=\">\" table:number-rows-repeated='&#50;0000000'><table:table-cell><text:p>",
        '<table:table-row table:number-rows-repeated="100000"/><table:table-row>'
        '<table:table-cell table:number-columns-repeated="16383"/><table:table-cell><text:p>a</text:p>',
    ],
)
def test_what_an_ods_repeats_is_refused_before_it_is_laid_out(tmp_path, sheet):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as book:
        book.writestr("content.xml", f"<table:table>{sheet}")
    with pytest.raises(SpreadsheetError, match="удалите пустые в конце"):
        read_tables(tmp_path / "a.ods")


def test_empty_rows_and_columns_that_an_ods_ends_with_take_no_room():
    cell = '<table:table-cell table:style-name="s" table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{cell}</table:table-row>'
    filled = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
    assert largest_area(f"<table:table>{filled * 2}{cell}</table:table-row>{rest}".encode()) == (2, 1)


ODS_ROW = (
    '<table:table-row><table:table-cell office:value-type="string">'
    "<text:p>{}</text:p></table:table-cell></table:table-row>"
)
ODS = f"""<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Компании">{ODS_ROW.format("Код")}{ODS_ROW.format("К-1")}</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
