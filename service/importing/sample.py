"""A sample file: every sheet with its columns and two rows that show what they hold."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data.exchange.columns import SHEETS
from data.exchange.exporting import inert_cell

Row = Mapping[str, object]

MIN_WIDTH = 12
_MAKER: dict[str, object] = {"company_code": "ПРИМЕР-1"}
_BUYER: dict[str, object] = {"company_code": "ПРИМЕР-2"}
EXAMPLES: dict[str, tuple[Row, Row]] = {
    "companies": (
        {
            "code": "ПРИМЕР-1",
            "name": "Завод «Пример»",
            "status": "участник",
            "roles": "производитель; поставщик",
            "region": "Тюменская область",
            "municipality": "Тюмень",
            "okved2": "23.61",
            "about": "Газобетонные блоки и тротуарная плитка",
            "certificates": "ISO 9001",
            "confirmed_on": "15.09.2026",
            "fictional": "да",
        },
        {
            "code": "ПРИМЕР-2",
            "name": "Стройка «Образец»",
            "status": "в проработке",
            "roles": "застройщик",
            "region": "Тюменская область",
            "municipality": "Тобольск",
            "fictional": "да",
        },
    ),
    "offers": (
        _MAKER
        | {
            "code": "П-1",
            "kind": "продукция",
            "title": "Газобетонные блоки D500",
            "okpd2": "23.61.11",
            "unit": "м³",
            "capacity_per_month": 8000,
            "utilisation_percent": 70,
            "radius_km": 250,
        },
        _MAKER | {"code": "П-2", "kind": "услуга", "title": "Доставка манипулятором", "lead_time_days": 2},
    ),
    "needs": (
        _BUYER
        | {
            "code": "Н-1",
            "kind": "продукция",
            "title": "Газоблок D500 600×300×200",
            "volume": 400,
            "unit": "м³",
            "due": "до конца месяца",
            "place": "Тобольск",
            "visibility": "закрытая",
        },
        _MAKER
        | {"code": "Н-2", "kind": "материал", "title": "Цемент ЦЕМ I 42,5Н", "volume": 900, "unit": "т"},
    ),
    "contracts": (
        {
            "code": "Д-1",
            "supplier_code": "ПРИМЕР-1",
            "customer_code": "ПРИМЕР-2",
            "subject": "Поставка газоблока",
            "amount_rub": 2400000,
            "signed_on": "01.09.2026",
        },
        {"supplier_code": "ПРИМЕР-1", "customer_code": "ПРИМЕР-2", "subject": "Доставка блоков"},
    ),
    "chains": (
        {"code": "Ц-ПРИМЕР", "title": "Стеновые материалы", "kind": "вертикальная", "stage": "формируется"},
        {"code": "Ц-ПРИМЕР-2", "title": "Благоустройство", "kind": "горизонтальная", "stage": "задумана"},
    ),
    "projects": (
        {
            "code": "ПР-ПРИМЕР",
            "chain_code": "Ц-ПРИМЕР",
            "title": "Линия газоблока",
            "initiator_code": "ПРИМЕР-1",
            "product": "газобетонные блоки",
            "capacity_per_month": 8000,
            "unit": "м³",
        },
        {
            "code": "ПР-ПРИМЕР-2",
            "chain_code": "Ц-ПРИМЕР-2",
            "title": "Плитка",
            "product": "тротуарная плитка",
        },
    ),
    "slots": (
        {
            "code": "З-ПРИМЕР",
            "project_code": "ПР-ПРИМЕР",
            "kind": "материал",
            "title": "Цемент",
            "volume_per_month": 900,
            "unit": "т",
        },
        {"code": "З-ПРИМЕР-2", "project_code": "ПР-ПРИМЕР", "kind": "оборудование", "title": "Автоклав"},
    ),
}


def sample_file() -> bytes:
    """The sample as XLSX."""
    book = Workbook(write_only=True)
    for sheet in SHEETS:
        target = book.create_sheet(sheet.title)
        target.freeze_panes = "A2"
        for number, column in enumerate(sheet.columns, start=1):
            width = max(MIN_WIDTH, len(column.title) + 4)
            target.column_dimensions[get_column_letter(number)].width = width
        target.append([inert_cell(target, column.title, bold=True) for column in sheet.columns])
        for row in EXAMPLES[sheet.name]:
            target.append([inert_cell(target, row.get(column.field)) for column in sheet.columns])
    content = BytesIO()
    book.save(content)
    return content.getvalue()
