"""Keepers of chains, their projects and slots: no supplies in a circle."""

from sqlalchemy import select

from data.exchange.rows import FieldError, Values
from data.keeping.keeper import CodedKeeper
from data.store.supplies import circle_by_initiator, circle_by_slot
from data.tables.pool import ChainRow, ProjectRow, SlotRow


class ChainKeeper(CodedKeeper):
    """Chains."""

    table = ChainRow


class ProjectKeeper(CodedKeeper):
    """Projects, each of a chain that exists."""

    table = ProjectRow
    references = frozenset({"chain_code", "initiator_code"})

    def attributes(self, values: Values) -> Values:
        chain = self.session.scalar(select(ChainRow).where(ChainRow.code == values["chain_code"]))
        if chain is None:
            raise FieldError("chain_code", f"цепочки «{values['chain_code']}» нет")
        if chain.archived_at:
            raise FieldError("chain_code", f"цепочка «{chain.code}» в архиве")
        attributes = super().attributes(values) | {"chain_id": chain.id}
        if "initiator_code" in values:
            attributes["initiator_id"] = self._initiator_id(values)
        return attributes

    def _initiator_id(self, values: Values) -> int | None:
        code, row = values["initiator_code"], self.find(values)
        if not code:
            return None
        initiator_id = self.directory.company(code, None, "initiator_code").id
        if row and (circle := circle_by_initiator(self.session, row, initiator_id)):
            raise FieldError("initiator_code", circle)
        return initiator_id


class SlotKeeper(CodedKeeper):
    """Slots, each of a project that exists; who fills one is told by codes of companies."""

    table = SlotRow
    references = frozenset({"project_code", "filled_by_codes"})

    def attributes(self, values: Values) -> Values:
        project = self.session.scalar(select(ProjectRow).where(ProjectRow.code == values["project_code"]))
        if project is None:
            raise FieldError("project_code", f"проекта «{values['project_code']}» нет")
        if project.archived_at or project.chain.archived_at:
            raise FieldError("project_code", f"проект «{project.code}» в архиве")
        owned = {"project_id": project.id, "kind": values.get("kind") or "product"}
        attributes = super().attributes(values) | owned
        if "filled_by_codes" in values:
            codes = values["filled_by_codes"]
            attributes["filled_by"] = [self.directory.company(c, None, "filled_by_codes").id for c in codes]
        self._refuse_circle(values, attributes, project)
        return attributes

    def _refuse_circle(self, values: Values, attributes: Values, project: ProjectRow) -> None:
        row = self.find(values)
        suppliers = attributes.get("filled_by", row.filled_by if row else [])
        slot_id = row.id if row else 0
        if circle := circle_by_slot(self.session, project, slot_id, attributes["kind"], suppliers):
            raise FieldError("filled_by_codes", circle)
