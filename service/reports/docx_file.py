"""The report as a document of Word."""

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Row

from service.office_files import content_of
from service.reports.paper import blank_paper
from service.reports.reporting import Report
from service.reports.sections import sections
from service.reports.tables import Section
from service.reports.words import TITLE, introduction
from service.wording import printable

WIDTH, MIN_LABEL_WIDTH, MAX_NUMBER_WIDTH = Cm(25.7), Cm(6), Cm(3.2)
SMALL = Pt(9)


def report_docx(report: Report) -> bytes:
    """A heading and a table for each section; heads of columns come again on every page."""
    document = blank_paper(TITLE, is_wide=True)  # nine columns of numbers stand side by side
    document.add_heading(TITLE, level=0)
    for sentence in introduction(report):
        document.add_paragraph(sentence)
    for section in sections(report):
        _add_section(document, section)
    return content_of(document)


def _add_section(document: DocxDocument, section: Section) -> None:
    document.add_heading(printable(section.title), level=1)
    if section.rows:
        _add_table(document, section)
    for note in section.notes:
        document.add_paragraph(printable(note))


def _add_table(document: DocxDocument, section: Section) -> None:
    heads = _heads(section)
    table = document.add_table(len(heads) + len(section.rows), len(heads[0]), style="Table Grid")
    rows = list(table.rows)
    _set_widths(table, rows)
    for row, texts in zip(rows, heads, strict=False):
        _write(row, texts, is_bold=True)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # comes again on every page
    if len(heads) > 1:
        _merge(rows[0], rows[1], section.num_columns)
    for row, told in zip(rows[len(heads) :], section.rows, strict=True):
        _write(row, (told.label, *section.cells(told)), told.is_total)


def _heads(section: Section) -> list[tuple[str, ...]]:
    """One row, or two where a measure has several columns: its title stands above the first of them."""
    above = [t for m in section.measures for t in (m.told_title, *[""] * (section.num_columns - 1))]
    upper = (section.subject, *above)
    return [upper, ("", *section.columns * len(section.measures))] if section.columns else [upper]


def _set_widths(table: Table, rows: list[_Row]) -> None:
    table.autofit = False
    count = len(table.columns) - 1
    number = min(MAX_NUMBER_WIDTH, (WIDTH - MIN_LABEL_WIDTH) // count)
    widths = [Length(WIDTH - number * count), *[Length(number)] * count]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in rows:  # Word goes by cells, others by columns
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _merge(upper: _Row, lower: _Row, width: int) -> None:
    cells = upper.cells
    cells[0].merge(lower.cells[0])
    for start in range(1, len(cells), width):
        cells[start].merge(cells[start + width - 1])


def _write(row: _Row, texts: tuple[str, ...], is_bold: bool) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if place else WD_ALIGN_PARAGRAPH.LEFT
        if text:  # a run without text would be a line of its own in a merged cell
            run = paragraph.add_run(printable(text))
            run.bold, run.font.size = is_bold, SMALL
