"""How the rows of each sheet find their place in the database: which record they mean and what it becomes.

A keeper loads the records of its sheet once, so that a file of any length asks the database a few times only.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.rows import FieldError, Values
from data.store.supplies import circle_by_initiator, circle_by_slot
from data.tables import (
    ChainRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    Recorded,
    SlotRow,
)
from data.text_folding import folded


class Directory:
    """The companies of the pool by code and by INN, shared by the keepers of one import."""

    def __init__(self, session: Session) -> None:
        rows = session.scalars(select(CompanyRow)).all()
        self.by_code = {row.code: row for row in rows}
        self.by_inn = {row.inn: row for row in rows if row.inn}

    def add(self, row: CompanyRow) -> None:
        """Makes a company known to the rows that follow."""
        self.by_code[row.code] = row
        if row.inn:
            self.by_inn[row.inn] = row

    def company(self, code: str | None, inn: str | None, field: str) -> CompanyRow:
        """The company that a row names; raises FieldError when there is none, or two different ones."""
        by_code = self.by_code.get(code) if code else None
        by_inn = self.by_inn.get(inn) if inn else None
        if by_code and by_inn and by_code is not by_inn:
            raise FieldError(field, f"код «{code}» и ИНН {inn} принадлежат разным компаниям")
        found = by_code or by_inn
        if found is None:
            raise FieldError(field, f"компании «{code or inn}» нет в пуле: сначала заведите её")
        if found.archived_at:
            raise FieldError(field, f"компания «{found.code}» в архиве")
        return found


class Keeper(ABC):
    """Finds and fills the records of one sheet."""

    table: type[Recorded]

    def __init__(self, session: Session, directory: Directory) -> None:
        self.session = session
        self.directory = directory
        self.load(session.scalars(select(self.table)).all())

    @abstractmethod
    def load(self, rows: Iterable[Any]) -> None:
        """Remembers the records that exist."""

    @abstractmethod
    def find(self, values: Values) -> Any | None:
        """The record that a row means; None for a new one. Raises FieldError."""

    def attributes(self, values: Values) -> Values:
        """The row's values as attributes of the record."""
        return dict(values)

    def added(self, row: Any) -> None:
        """Remembers a record that this import made."""
        self.load([row])


class CompanyKeeper(Keeper):
    """Known by code, else by INN; a new one without a code takes its INN."""

    table = CompanyRow

    def load(self, rows: Iterable[CompanyRow]) -> None:
        for row in rows:
            self.directory.add(row)

    def find(self, values: Values) -> CompanyRow | None:
        code, inn = values.get("code"), values.get("inn")
        by_inn = self.directory.by_inn.get(inn) if inn else None
        found = self.directory.by_code.get(code or inn or "")
        if not code or (found is None and by_inn is not None and by_inn.code == inn):
            # a company that came without a code bears its INN until it gets one
            found = by_inn or found
        if by_inn is not None and found is not by_inn:
            raise FieldError("inn", f"ИНН {inn} уже у компании «{by_inn.code}»")
        return found

    def attributes(self, values: Values) -> Values:
        attributes = dict(values)
        attributes["name_folded"] = folded(values["name"])
        if not attributes.get("code"):
            attributes.pop("code", None)
        return attributes

    def added(self, row: CompanyRow) -> None:
        self.directory.add(row)


class RecordKeeper(Keeper):
    """Offers and needs: known by company and own code, else by company, kind and title."""

    def load(self, rows: Iterable[Any]) -> None:
        if not hasattr(self, "by_code"):
            self.by_code: dict[tuple[int, str], Any] = {}
            self.by_title: dict[tuple[int, str, str], Any] = {}
            self.archived: dict[tuple[int, str, str], Any] = {}
        for row in rows:
            if row.code:
                self.by_code[row.company_id, row.code] = row
            names = self.by_title if not row.archived_at else self.archived
            names.setdefault((row.company_id, row.kind, folded(row.title)), row)

    def find(self, values: Values) -> Any | None:
        company_id = self._company(values).id
        code = values.get("code")
        if code and (company_id, code) in self.by_code:
            return self.by_code[company_id, code]
        name = (company_id, values.get("kind") or "product", folded(values["title"]))
        same_title = self.by_title.get(name)
        if same_title is None:
            return None if code else self.archived.get(name)
        return None if code and same_title.code else same_title

    def attributes(self, values: Values) -> Values:
        attributes = {k: v for k, v in values.items() if k not in {"company_code", "company_inn"}}
        attributes["company_id"] = self._company(values).id
        attributes["kind"] = values.get("kind") or "product"
        if not attributes.get("code"):
            attributes.pop("code", None)
        return attributes

    def _company(self, values: Values) -> CompanyRow:
        return self.directory.company(values.get("company_code"), values.get("company_inn"), "company_code")


class OfferKeeper(RecordKeeper):
    """What companies can supply; an outside customer supplies nothing."""

    table = OfferRow

    def attributes(self, values: Values) -> Values:
        if self._company(values).status == "outside_customer":
            raise FieldError("company_code", "у внешнего заказчика не бывает предложений")
        return super().attributes(values)


class NeedKeeper(RecordKeeper):
    """What companies look for."""

    table = NeedRow


class CodedKeeper(Keeper):
    """Records known by their own code alone."""

    def load(self, rows: Iterable[Any]) -> None:
        if not hasattr(self, "by_code"):
            self.by_code: dict[str, Any] = {}
        self.by_code.update({row.code: row for row in rows})

    def find(self, values: Values) -> Any | None:
        return self.by_code.get(values["code"])


class ContractKeeper(Keeper):
    """Known by own code, else by both companies and the subject."""

    table = ContractRow

    def load(self, rows: Iterable[ContractRow]) -> None:
        if not hasattr(self, "by_key"):
            self.by_key: dict[tuple[Any, ...], ContractRow] = {}
        for row in rows:
            if row.code:
                self.by_key[(row.code,)] = row
            self.by_key[row.supplier_id, row.customer_id, folded(row.subject)] = row

    def find(self, values: Values) -> ContractRow | None:
        a = self.attributes(values)
        if values.get("code"):
            return self.by_key.get((values["code"],))
        return self.by_key.get((a["supplier_id"], a["customer_id"], folded(a["subject"])))

    def attributes(self, values: Values) -> Values:
        attributes = {k: v for k, v in values.items() if k not in {"supplier_code", "customer_code"}}
        if not attributes.get("code"):
            attributes.pop("code", None)
        supplier = self.directory.company(values["supplier_code"], None, "supplier_code")
        customer = self.directory.company(values["customer_code"], None, "customer_code")
        if supplier is customer:
            raise FieldError("customer_code", "поставщик и заказчик — одна и та же компания")
        return attributes | {"supplier_id": supplier.id, "customer_id": customer.id}


class ChainKeeper(CodedKeeper):
    """Chains."""

    table = ChainRow


class ProjectKeeper(CodedKeeper):
    """Projects, each of a chain that exists."""

    table = ProjectRow

    def attributes(self, values: Values) -> Values:
        attributes = {k: v for k, v in values.items() if k not in {"chain_code", "initiator_code"}}
        chain = self.session.scalar(select(ChainRow).where(ChainRow.code == values["chain_code"]))
        if chain is None:
            raise FieldError("chain_code", f"цепочки «{values['chain_code']}» нет")
        if chain.archived_at:
            raise FieldError("chain_code", f"цепочка «{chain.code}» в архиве")
        attributes["chain_id"] = chain.id
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

    def attributes(self, values: Values) -> Values:
        attributes = {k: v for k, v in values.items() if k not in {"project_code", "filled_by_codes"}}
        project = self.session.scalar(select(ProjectRow).where(ProjectRow.code == values["project_code"]))
        if project is None:
            raise FieldError("project_code", f"проекта «{values['project_code']}» нет")
        if project.archived_at or project.chain.archived_at:
            raise FieldError("project_code", f"проект «{project.code}» в архиве")
        attributes |= {"project_id": project.id, "kind": values.get("kind") or "product"}
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


KEEPERS: dict[str, type[Keeper]] = {
    "companies": CompanyKeeper,
    "offers": OfferKeeper,
    "needs": NeedKeeper,
    "contracts": ContractKeeper,
    "chains": ChainKeeper,
    "projects": ProjectKeeper,
    "slots": SlotKeeper,
}
