"""Rules of contracts entered by hand."""

from collections.abc import Iterator
from typing import ClassVar

from data.exchange.columns import CONTRACTS
from data.exchange.rows import FieldError
from data.rules.sets import Draft, Rules
from data.store.records import find
from data.tables.pool import CompanyRow, ContractRow


class ContractRules(Rules):
    """A contract is between two companies of the pool."""

    table = ContractRow
    sheet = CONTRACTS
    references: ClassVar[frozenset[str]] = frozenset({"supplier_id", "customer_id"})

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from self.taken(draft, "code", f"Код записи «{draft.get('code')}» уже занят")
        for side in ("supplier_id", "customer_id"):
            company = find(draft.session, CompanyRow, draft.get(side), archived=not draft.changes(side))
            if company is None:
                yield FieldError(side, "Такой компании в пуле нет")
        if draft.get("supplier_id") == draft.get("customer_id"):
            yield FieldError("customer_id", "Поставщик и заказчик — одна и та же компания")
