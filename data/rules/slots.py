"""Rules of slots entered by hand: who may fill one, and on which basis."""

from collections.abc import Iterator
from typing import ClassVar

from data.exchange.columns import SLOTS
from data.exchange.rows import FieldError, Values
from data.rules.chains import CodedRules
from data.rules.sets import Draft, error_at
from data.store.records import find
from data.store.supplies import circle_by_slot
from data.tables.pool import CompanyRow, ProjectRow, SlotRow
from data.text_folding import folded

MAX_FILLERS = 50  # of one slot


class SlotRules(CodedRules):
    """A slot is filled by others than the initiator of its project, on a stated basis, without circles."""

    table = SlotRow
    sheet = SLOTS
    defaults: ClassVar[Values] = {"kind": "product"}
    references = frozenset({"project_id", "filled_by"})

    def following(self, values: Values) -> Values:
        if "filled_by" not in values:
            return {}
        companies = list(dict.fromkeys(values["filled_by"] or ()))
        return {"filled_by": companies} if companies else {"filled_by": [], "basis": None}

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from super().wrong(draft)
        is_old = not draft.changes("project_id")
        project = find(draft.session, ProjectRow, draft.get("project_id"), archived=is_old)
        if project is None:
            yield FieldError("project_id", "Такого проекта нет")
            return
        if draft.changes("title") and folded(draft.get("title")) == folded(project.product):
            yield FieldError("title", "Звено — это продукт самого проекта: назовите, что для него нужно")
        if draft.changes("filled_by"):
            yield from _fillers(draft, project)
        if draft.changes("filled_by", "basis"):
            yield from _basis(draft)
        if draft.changes("filled_by", "kind", "archived_at"):
            circle = circle_by_slot(
                draft.session, project, draft.id, draft.get("kind"), draft.get("filled_by") or ()
            )
            yield from error_at("filled_by", circle)


def _fillers(draft: Draft, project: ProjectRow) -> Iterator[FieldError]:
    for id_ in draft.get("filled_by") or ():
        company = find(draft.session, CompanyRow, id_)
        if company is None:
            yield FieldError("filled_by", f"Компании № {id_} в пуле нет")
        elif company.status == "outside_customer":
            yield FieldError("filled_by", f"«{company.name}» — внешний заказчик: он не поставщик")
        elif company.id == project.initiator_id:
            yield FieldError("filled_by", f"«{company.name}» — инициатор проекта: звено закрывают другие")


def _basis(draft: Draft) -> Iterator[FieldError]:
    if draft.get("filled_by") and not draft.get("basis"):
        yield FieldError("basis", "Укажите основание: договор или соглашение")
    if draft.get("basis") and not draft.get("filled_by"):
        yield FieldError("basis", "Основание указывают вместе с тем, кто закрывает звено")
