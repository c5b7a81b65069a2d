"""Rules of chains and projects entered by hand."""

from collections.abc import Iterator
from typing import ClassVar

from sqlalchemy import select

from data.exchange.columns import CHAINS, PROJECTS
from data.exchange.rows import FieldError, Values
from data.rules.sets import Draft, Rules, error_at, made_up_code
from data.store.records import find
from data.store.supplies import circle_by_initiator, circle_in_chain
from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow
from data.text_folding import folded


class CodedRules(Rules):
    """A code is taken once; a record that came without one gets it."""

    def completed(self, values: Values) -> Values:
        return super().completed(values) | {"code": values.get("code") or made_up_code()}

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from self.taken(draft, "code", f"Код «{draft.get('code')}» уже занят")


class ChainRules(CodedRules):
    """A chain that becomes vertical, or comes back, holds no circle of supplies."""

    table = ChainRow
    sheet = CHAINS
    defaults: ClassVar[Values] = {"kind": "vertical", "stage": "conceived"}

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from super().wrong(draft)
        if draft.changes("kind", "archived_at") and draft.get("kind") == "vertical":
            yield from error_at("kind", circle_in_chain(draft.session, draft.id))


class ProjectRules(CodedRules):
    """A project takes neither its own product nor anything from its own initiator."""

    table = ProjectRow
    sheet = PROJECTS
    defaults: ClassVar[Values] = {"stage": "idea"}
    references = frozenset({"chain_id", "initiator_id"})

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from super().wrong(draft)
        is_old = not draft.changes("chain_id")
        if find(draft.session, ChainRow, draft.get("chain_id"), archived=is_old) is None:
            yield FieldError("chain_id", "Такой цепочки нет")
        if draft.changes("product"):
            yield from _product(draft)
        if draft.changes("initiator_id"):
            yield from _initiator(draft)
        if draft.changes("initiator_id", "archived_at"):
            yield from _circle(draft)


def _product(draft: Draft) -> Iterator[FieldError]:
    for slot in _slots(draft):
        if folded(slot.title) == folded(draft.get("product")):
            yield FieldError("product", f"Так называется звено этого проекта: «{slot.title}»")


def _initiator(draft: Draft) -> Iterator[FieldError]:
    initiator_id = draft.get("initiator_id")
    if initiator_id is not None and find(draft.session, CompanyRow, initiator_id) is None:
        yield FieldError("initiator_id", "Такой компании в пуле нет")
    for slot in _slots(draft):
        if initiator_id in slot.filled_by:
            yield FieldError("initiator_id", f"Эта компания закрывает звено проекта «{slot.title}»")


def _circle(draft: Draft) -> Iterator[FieldError]:
    project = draft.session.get(ProjectRow, draft.id)
    initiator = find(draft.session, CompanyRow, draft.get("initiator_id"), archived=True)
    if project and initiator:
        yield from error_at("initiator_id", circle_by_initiator(draft.session, project, initiator.id))


def _slots(draft: Draft) -> list[SlotRow]:
    own = (SlotRow.project_id == draft.id) & SlotRow.archived_at.is_(None)
    return list(draft.session.scalars(select(SlotRow).where(own).order_by(SlotRow.id)))
