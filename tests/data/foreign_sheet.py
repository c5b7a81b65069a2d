"""A sheet as 1C writes it: a title over it, merged cells, a company over several rows with what it offers."""

from openpyxl import Workbook
from stdnum.ru import inn as inn_number

HEADINGS = (
    "№ п/п", "Название", "ИНН", "Город", "Чем занимаются", "Что предлагает (номенклатура)", "Ед.",
    "Мощн./мес", "Возит, км",
)  # fmt: skip
HEADED_IN = 3
FIRST = 4  # row of a company
NUM_COMPANIES = 12
BAD_INN, BAD_CAPACITY, NO_NAME = 7, 10, 13  # rows with a mistake


def inn_of(number):
    """A tax id with a right checksum."""
    head = f"72030{number:04d}"
    return head + inn_number.calc_company_check_digit(head)


def foreign_rows():
    """Twelve companies, the first over three rows; numbers are numbers, as Excel holds them."""
    rows = []
    for number in range(1, NUM_COMPANIES + 1):
        company = [number, f"ООО «Завод {number}»", int(inn_of(number)), "Тюмень", f"Изделия {number}"]
        rows.append([*company, f"Плита ПК {number}", "шт", 150, 250])
        if number == 1:
            rows += [[None] * 5 + ["Блок ФБС", "шт", 300, None], [None] * 5 + ["Щебень", "т", 40.5, 90]]
    return {FIRST + at: row for at, row in enumerate(rows)}


def spoilt(rows):
    """The same with three mistakes."""
    moved = dict(rows)
    moved[BAD_INN] = [*rows[BAD_INN][:2], 7203000000, *rows[BAD_INN][3:]]
    moved[BAD_CAPACITY] = [*rows[BAD_CAPACITY][:7], "много", *rows[BAD_CAPACITY][8:]]
    moved[NO_NAME] = [rows[NO_NAME][0], None, *rows[NO_NAME][2:]]
    return moved


def write_foreign(path, rows, headings=HEADINGS, title="TDSheet"):
    """The sheet as a file."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = "Выгрузка 1С от 27.11.2026"
    sheet.merge_cells("A1:I1")
    for at, heading in enumerate(headings, start=1):
        sheet.cell(HEADED_IN, at, heading)
    for number, row in rows.items():
        for at, value in enumerate(row, start=1):
            sheet.cell(number, at, value)
    for column in "ABCDE":
        sheet.merge_cells(f"{column}{FIRST}:{column}{FIRST + 2}")
    book.save(path)
    return path
