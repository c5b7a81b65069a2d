"""A shortlist as a PDF to print: landscape A4, the head of the table on every page, text that can be found.

DejaVu Sans, which matplotlib ships, is embedded: Cyrillic looks the same on every machine.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from service.shortlists.paper import HEADS, TITLE, Cell, Paper
from service.wording import money

_FONT, _BOLD = "DejaVuSans", "DejaVuSans-Bold"
_MARGIN = 10 * mm
_WIDTHS = [width * mm for width in (7, 34, 22, 38, 54, 30, 30, 34, 28)]
_SAID = slice(6, 9)  # the answer, its sum and terms share a column
_SAID_HEAD = "Ответ, сумма КП, условия"
_CONTACTS = 7
_SMALLEST = 4.0
_LAST_LETTER = 0xFFFF
_LINE = colors.HexColor("#9aa4b2")
_TABLE = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#eceff3")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def shortlist_pdf(paper: Paper) -> bytes:
    """One file; a row that is longer than a page goes on on the next one."""
    _register_fonts()
    heading = ParagraphStyle("heading", fontName=_BOLD, fontSize=13, leading=17)
    body = ParagraphStyle("body", fontName=_FONT, fontSize=8.5, leading=11)
    cell = ParagraphStyle("cell", fontName=_FONT, fontSize=6.8, leading=8.4)
    head = ParagraphStyle("head", parent=cell, fontName=_BOLD)
    rows: list[list[Paragraph | list[Paragraph]]] = [
        [Paragraph(text, head) for text in (*HEADS[: _SAID.start], _SAID_HEAD, *HEADS[_SAID.stop :])]
    ]
    rows += [_row(row, cell) for row in paper.rows]
    table = Table(rows, _WIDTHS, repeatRows=1, splitInRow=1, style=_TABLE)
    target = BytesIO()
    _document(target).build(
        [Paragraph(TITLE, heading), *(_paragraph(line, body) for line in paper.facts), Spacer(0, 3 * mm)]
        + ([table] if paper.rows else [Paragraph("Никто не отмечен.", body)]),
        onFirstPage=_number_page,
        onLaterPages=_number_page,
    )
    return target.getvalue()


def _row(row: Sequence[Cell], style: ParagraphStyle) -> list[Paragraph | list[Paragraph]]:
    answer, amount, terms = row[_SAID]
    told = [f"КП: {money(one)} ₽" if isinstance(one, float) else one for one in (*answer, *amount, *terms)]
    cells = (*row[: _SAID.start], told, *row[_SAID.stop :])
    return [
        [_paragraph(str(line), _fitting(str(line), style) if at == _CONTACTS else style) for line in lines]
        for at, lines in enumerate(cells)
    ]


def _fitting(line: str, style: ParagraphStyle) -> ParagraphStyle:
    """So small that an address of a site or of mail stays in one line."""
    room = _WIDTHS[_CONTACTS] - 5
    width = stringWidth(line, _FONT, style.fontSize)
    if width <= room or " " in line:
        return style
    size = max(_SMALLEST, style.fontSize * room / width)
    return ParagraphStyle("fitting", parent=style, fontSize=size)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    # what lies beyond the font's plane breaks the table that makes the text searchable
    return Paragraph(escape("".join(c if ord(c) <= _LAST_LETTER else "□" for c in text)), style)


def _document(target: BytesIO) -> SimpleDocTemplate:
    return SimpleDocTemplate(
        target,
        pagesize=landscape(A4),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=13 * mm,
        title=TITLE,
        lang="ru",
    )


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont(_FONT, 7)
    canvas.drawRightString(landscape(A4)[0] - _MARGIN, 7 * mm, f"{TITLE} · стр. {document.page}")
    canvas.restoreState()


@cache
def _register_fonts() -> None:
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (_FONT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
