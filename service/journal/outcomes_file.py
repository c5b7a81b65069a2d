"""The outcome ledger as a workbook for the yearly report."""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data.exporting import inert_cell
from service.journal.outcomes import Outcome
from service.office_files import content_of
from service.wording import printable

NOBODY = "не указано"
HEADS = (
    *("Месяц", "Кто обратился", "Обращений", "КП запрошено", "КП получено"),
    *("Договоров", "Сумма договоров, ₽", "Без результата"),
)
_WIDTHS = (12, 44, 14, 14, 14, 14, 22, 16)


def outcomes_xlsx(found: Iterable[Outcome]) -> bytes:
    """One sheet; no cell is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Итоги обращений")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([inert_cell(sheet, head, bold=True) for head in HEADS])
    for one in found:
        told = (one.received, one.asked, one.quoted, one.contracts, one.amount_rub, one.no_result)
        who = printable(one.company) or NOBODY
        sheet.append([inert_cell(sheet, value) for value in (f"{one.month:%m.%Y}", who, *told)])
    return content_of(book)
