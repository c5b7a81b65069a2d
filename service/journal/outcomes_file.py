"""The outcome ledger as a workbook for the yearly report: a sheet a grouping, and one of single requests."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data.exchange.exporting import inert_cell
from data.tables.journal import RequestRow
from data.vocabulary import NO_RESULT_REASONS, REQUEST_STATES, russian
from service.access import Caller
from service.journal.facts import Fact
from service.journal.naming import request_title
from service.journal.outcomes import Ledger, Outcome
from service.office_files import content_of
from service.wording import day, printable

NOT_TOLD = "не указано"
TOTAL = "Всего"
GROUP_NAMES = {
    "month": ("По месяцам", "Месяц"),
    "company": ("По компаниям", "Кто обратился"),
    "chain": ("По цепочкам", "Цепочка"),
    "responsible": ("По ответственным", "Ответственный"),
}
HEADS = (
    *("Обращений", "Передано", "КП запрошено", "КП получено", "Договоров", "Сумма договоров, ₽"),
    *("Без результата", "Почему без результата", "Дней до КП (медиана)", "Дней до договора (медиана)"),
)
_WIDTHS = (44, 12, 12, 14, 14, 12, 22, 16, 44, 16, 18)
_REQUEST_HEADS = (
    *("№", "Поступило", "Что нужно", "Кто обратился", "Цепочка", "Звено", "Ответственный", "Состояние"),
    *(
        "Поставщиков спрошено",
        "КП получено",
        "С кем договор",
        "Предмет договора",
        "Дата договора",
        "Сумма, ₽",
    ),
    *("Почему без результата", "Дней до договора"),
)
_REQUEST_WIDTHS = (8, 12, 60, 40, 40, 30, 24, 22, 12, 12, 40, 40, 14, 18, 24, 12)


def outcomes_xlsx(caller: Caller, ledger: Ledger) -> bytes:
    """No cell is a formula."""
    book = Workbook(write_only=True)
    for group, (title, head) in GROUP_NAMES.items():
        rows = [_told(one, group_name(group, one)) for one in ledger.groups[group]]
        _write(book, title, (head, *HEADS), _WIDTHS, [*rows, _told(ledger.total, TOTAL)])
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        facts[fact.request.id].append(fact)
    singles = [_single(caller, row, facts[row.id]) for row in ledger.requests]
    _write(book, "Обращения", _REQUEST_HEADS, _REQUEST_WIDTHS, singles)
    return content_of(book)


def ledger_name(ledger: Ledger) -> str:
    """Of the file."""
    return f"Итоги обращений {ledger.period.start} — {ledger.period.last_day}.xlsx"


def group_name(group: str, one: Outcome) -> str:
    """«11.2026», a name, or that nothing is told."""
    if group == "month":
        return f"{one.key:%m.%Y}"
    return printable(one.name) or NOT_TOLD


def reasons_told(one: Outcome) -> str:
    """«поставщика не нашлось — 2; не сошлись в цене — 1»."""
    return "; ".join(f"{russian(NO_RESULT_REASONS, name)} — {count}" for name, count in one.reasons.items())


def _told(one: Outcome, name: str) -> Sequence[Any]:
    counts = (one.received, one.passed, one.asked, one.quoted, one.contracts, one.amount_rub, one.no_result)
    return (name, *counts, reasons_told(one), one.days_to_quotation, one.days_to_contract)


def _single(caller: Caller, row: RequestRow, facts: list[Fact]) -> Sequence[Any]:
    suppliers = {
        step: len({f.event.company_id for f in facts if f.step == step}) for step in ("asked", "quoted")
    }
    end = next((fact for fact in facts if fact.step == "contracts"), None)
    contract = row.contract if end else None
    supplier = end.event.company.name if end and end.event.company else ""
    chain = (row.slot.project.chain.title, row.slot.title) if row.slot else ("", "")
    signed_on = contract.signed_on if contract else None
    texts = (
        request_title(caller, row),
        row.asked_by.name if row.asked_by else NOT_TOLD,
        *chain,
    )
    return (
        *(row.id, day(row.created_at.astimezone().date())),
        *(printable(text)[:500] for text in texts),
        row.responsible.name if row.responsible else NOT_TOLD,
        russian(REQUEST_STATES, row.state),
        *(suppliers["asked"], suppliers["quoted"]),
        *(printable(supplier), printable(contract.subject)[:500] if contract else ""),
        *(day(signed_on) if signed_on else "", end.event.amount_rub if end else None),
        *(russian(NO_RESULT_REASONS, row.reason or ""), end.days if end else None),
    )


def _write(
    book: Workbook, title: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Any]]
) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([inert_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([inert_cell(sheet, value) for value in row])
