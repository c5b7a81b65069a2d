"""A sheet of paper for official texts: A4, Russian, one plain typeface, numbered pages."""

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

TYPEFACE = "Times New Roman"
SIZES = {"Normal": 11, "Title": 18, "Heading 1": 14, "Heading 2": 12}
BLACK = RGBColor(0, 0, 0)
MARGIN = Cm(2)
LANGUAGE = "ru-RU"


def blank_paper(title: str, is_wide: bool = False) -> DocxDocument:
    """A document without text, named in its properties; a wide one lies on its side."""
    document = Document()
    section = document.sections[0]
    sides = (Cm(21), Cm(29.7))
    section.page_width, section.page_height = reversed(sides) if is_wide else sides
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, size in SIZES.items():
        _set_typeface(document.styles[name], size)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.core_properties.title, document.core_properties.author = title, "Связка"
    document.core_properties.language = LANGUAGE
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    _number_pages(document)
    return document


def _set_typeface(style: ParagraphStyle, size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = TYPEFACE, Pt(size), BLACK
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # Word prefers a theme's typeface to the one that is named


def _number_pages(document: DocxDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
