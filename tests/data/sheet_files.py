"""Spreadsheet files written in a test, and their way into a database."""

import csv
import io

from openpyxl import Workbook

from data.exchange.importing import import_file

COMPANIES = (("Код", "Название", "Статус"), ("К-1", "Завод", "участник"), ("К-2", "Стройка", "вступает"))
OFFERS = (("Код", "Вид", "Наименование"), ("К-1", "материал", "Песок"))
NEEDS = (("Код", "Вид", "Наименование"), ("К-2", "материал", "Нужен песок"))


def csv_text(rows, delimiter=";"):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def write_csv(path, *rows, delimiter=";", encoding="utf-8"):
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def write_workbook(path, **sheets):
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def bring_in(database, path):
    with database.changing("test", "import") as session:
        report = import_file(session, path)
    counts = (report.created, report.updated, report.unchanged, report.rejected)
    assert report.read == sum(counts), report
    assert bool(report.problems) == bool(report.rejected)
    return report


def counts(report):
    return report.read, report.created, report.updated, report.unchanged, report.rejected


def told(report):
    return [(problem.sheet, problem.row, problem.column, problem.message) for problem in report.problems]
