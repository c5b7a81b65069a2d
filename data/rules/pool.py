"""Rules of companies, offers and needs entered by hand."""

from collections.abc import Iterator
from typing import ClassVar

from data.exchange.columns import COMPANIES, NEEDS, OFFERS
from data.exchange.rows import FieldError, Values
from data.rules.sets import Draft, Rules, made_up_code
from data.store.duplicates import kept_for
from data.store.records import find
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from data.text_folding import folded


class CompanyRules(Rules):
    """Code and INN belong to one company."""

    table = CompanyRow
    sheet = COMPANIES
    defaults: ClassVar[Values] = {"status": "prospect"}

    def completed(self, values: Values) -> Values:
        code = values.get("code") or values.get("inn") or made_up_code()
        return super().completed(values) | {"code": code}

    def following(self, values: Values) -> Values:
        return {"name_folded": folded(values["name"])} if "name" in values else {}

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        yield from self.taken(draft, "code", f"Код «{draft.get('code')}» уже занят")
        yield from self.taken(draft, "inn", f"ИНН {draft.get('inn')} уже есть в пуле")
        if draft.changes("archived_at") and (kept := kept_for(draft.session, draft.id)):
            yield FieldError(None, f"Компания объединена с «{kept.name}»: сначала отмените объединение")


class RecordRules(Rules):
    """Offers and needs are of a company of the pool; a code is taken once within it."""

    references = frozenset({"company_id"})

    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        is_old = not draft.changes("company_id")
        company = find(draft.session, CompanyRow, draft.get("company_id"), archived=is_old)
        if company is None:
            yield FieldError("company_id", "Такой компании в пуле нет")
            return
        yield from self.unsuited(company)
        message = f"Код записи «{draft.get('code')}» у этой компании уже занят"
        yield from self.taken(draft, "code", message, self.table.company_id == company.id)

    def unsuited(self, company: CompanyRow) -> Iterator[FieldError]:
        """Why such a record is not for this company."""
        yield from ()


class OfferRules(RecordRules):
    """An outside customer offers nothing."""

    table = OfferRow
    sheet = OFFERS
    defaults: ClassVar[Values] = {"kind": "product"}

    def unsuited(self, company: CompanyRow) -> Iterator[FieldError]:
        if company.status == "outside_customer":
            yield FieldError("company_id", "У внешнего заказчика не бывает предложений")


class NeedRules(RecordRules):
    """Everybody may need something."""

    table = NeedRow
    sheet = NEEDS
    defaults: ClassVar[Values] = {"kind": "product", "visibility": "private"}
