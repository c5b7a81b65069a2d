"""The kinds of records that have pages of their own, and what each one is called there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.tables.pool import ChainRow, CompanyRow, ContractRow, NeedRow, OfferRow, ProjectRow, SlotRow


@dataclass(frozen=True)
class Kind:
    """`word` stands over a card, `edited` over a form; the endings follow the gender of the word."""

    table: type[Any]  # a row of data.entry.RULES: use cases are generic over one of them
    word: str
    new: str
    edited: str
    archived: str
    restored: str


KINDS: Mapping[str, Kind] = {
    "companies": Kind(CompanyRow, "Компания", "Новая компания", "Правка компании", "убрана", "возвращена"),
    "offers": Kind(
        OfferRow, "Предложение", "Новое предложение", "Правка предложения", "убрано", "возвращено"
    ),
    "needs": Kind(NeedRow, "Потребность", "Новая потребность", "Правка потребности", "убрана", "возвращена"),
    "contracts": Kind(ContractRow, "Договор", "Новый договор", "Правка договора", "убран", "возвращён"),
    "chains": Kind(ChainRow, "Цепочка", "Новая цепочка", "Правка цепочки", "убрана", "возвращена"),
    "projects": Kind(ProjectRow, "Проект", "Новый проект", "Правка проекта", "убран", "возвращён"),
    "slots": Kind(SlotRow, "Звено", "Новое звено", "Правка звена", "убрано", "возвращено"),
}
KIND_OF = {kind.table: name for name, kind in KINDS.items()}
