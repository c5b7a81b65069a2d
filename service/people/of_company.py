"""People and keys of member companies: which company they speak for, and whether they still do."""

from sqlalchemy.orm import Session

from data.store.records import find_company
from data.tables.pool import CompanyRow, KeyRow, UserRow
from service.access import is_in_cluster
from service.company_typed import not_found
from service.errors import InvalidError


def member_company(session: Session, text: str, field: str) -> CompanyRow:
    """The company that somebody is to speak for, by code, INN or name. Raises InvalidError."""
    company = find_company(session, text)
    if company is None:
        raise InvalidError([(field, not_found(session, text))])
    if not is_in_cluster(company):
        raise InvalidError([(field, "Ключи и входы — для участников и вступающих компаний")])
    return company


def may_come_in(session: Session, row: UserRow | KeyRow) -> bool:
    """Whether the company that a user or key speaks for is still one of the cluster."""
    if row.scope != "member":
        return True
    company = session.get(CompanyRow, row.company_id) if row.company_id else None
    return company is not None and is_in_cluster(company)
