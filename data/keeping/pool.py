"""Keepers of companies, their offers and needs, and contracts between them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from data.exchange.rows import FieldError, Values
from data.keeping.keeper import Directory, Keeper
from data.tables.pool import CompanyRow, ContractRow, NeedRow, OfferRow
from data.text_folding import folded


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
        return super().attributes(values) | {"name_folded": folded(values["name"])}

    def added(self, row: CompanyRow) -> None:
        self.directory.add(row)


class RecordKeeper(Keeper):
    """Offers and needs: known by company and own code, else by company, kind and title."""

    references = frozenset({"company_code", "company_inn"})

    def __init__(self, session: Session, directory: Directory) -> None:
        self.by_code: dict[tuple[int, str], Any] = {}
        self.by_title: dict[tuple[int, str, str], Any] = {}
        self.archived: dict[tuple[int, str, str], Any] = {}
        super().__init__(session, directory)

    def load(self, rows: Iterable[Any]) -> None:
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
        owned = {"company_id": self._company(values).id, "kind": values.get("kind") or "product"}
        return super().attributes(values) | owned

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


class ContractKeeper(Keeper):
    """Known by own code, else by both companies and the subject."""

    table = ContractRow
    references = frozenset({"supplier_code", "customer_code"})

    def __init__(self, session: Session, directory: Directory) -> None:
        self.by_key: dict[tuple[Any, ...], ContractRow] = {}
        super().__init__(session, directory)

    def load(self, rows: Iterable[ContractRow]) -> None:
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
        supplier = self.directory.company(values["supplier_code"], None, "supplier_code")
        customer = self.directory.company(values["customer_code"], None, "customer_code")
        if supplier is customer:
            raise FieldError("customer_code", "поставщик и заказчик — одна и та же компания")
        return super().attributes(values) | {"supplier_id": supplier.id, "customer_id": customer.id}
