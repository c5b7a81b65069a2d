"""Niches and unmet needs as a workbook."""

from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from models.niches.niche import Niche
from service.market.nearest import closest
from service.market.niches import NicheMap
from service.office_files import add_sheet, content_of
from service.wording import amount, company_name, printable

_COLUMNS = {
    "Название": 44,
    "Как просят": 44,
    "Компаний": 12,
    "Кто просит": 44,
    "Сколько": 20,
    "Где нужно": 24,
    "ОКПД2": 14,
    "Название кода": 44,
    "Сейчас импорт, заявок": 14,
    "Есть неподтверждённые": 44,
    "Ближе всех": 44,
    "Чего не хватило": 44,
}
NO_INITIATOR = "проект без инициатора"


def niches_xlsx(found: NicheMap, code_name: Callable[[str | None], str]) -> bytes:
    """A sheet of niches, one of needs that a single company asks for; no cell is a formula."""
    book = Workbook(write_only=True)
    for title, is_niche in (("Ниши", True), ("Незакрытые потребности", False)):
        rows = [_row(niche, found, code_name) for niche in found.niches if niche.is_niche is is_niche]
        add_sheet(book, title, _COLUMNS, rows)
    return content_of(book)


def _row(niche: Niche, found: NicheMap, code_name: Callable[[str | None], str]) -> Sequence[Any]:
    near = closest(niche)[:1]
    askers = [company_name(one) if one else NO_INITIATOR for one in found.askers(niche)]
    volumes = [amount(v.amount, v.unit, v.monthly) for v in niche.volumes]
    return (
        printable(found.name(niche)),
        printable("; ".join(found.asked_as(niche))),
        niche.companies,
        printable(", ".join(askers)),
        "; ".join(volumes),
        printable(", ".join(niche.places)),
        niche.okpd2,
        code_name(niche.okpd2),
        niche.imported,
        printable(", ".join(company_name(candidate.company) for candidate in niche.unconfirmed)),
        *(printable(company_name(one.company)) for one in near),
        *(printable(one.fails or "") for one in near),
    )
