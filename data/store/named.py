"""Records of any table by what they are called: for lists that hold records of every kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select
from sqlalchemy.orm import Session

from data.tables.imports import ImportRow
from data.tables.journal import RequestRow
from data.tables.pool import (
    ChainRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    InputDecisionRow,
    InvitationRow,
    KeyRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
    UserRow,
    VerdictRow,
)


@dataclass(frozen=True)
class Named:
    """What a record is called, and the id of the record that it belongs to."""

    title: str
    owner_id: int | None = None


def _columns(id_: Any, title: Any, owner: Any = None) -> Select[Any]:
    return select(id_, title, literal(None) if owner is None else owner)


_QUERIES: Mapping[str, Select[Any]] = {
    "companies": _columns(CompanyRow.id, CompanyRow.name),
    "offers": _columns(OfferRow.id, OfferRow.title, OfferRow.company_id),
    "needs": _columns(NeedRow.id, NeedRow.title, NeedRow.company_id),
    "contracts": _columns(ContractRow.id, ContractRow.subject, ContractRow.supplier_id),
    "chains": _columns(ChainRow.id, ChainRow.title),
    "projects": _columns(ProjectRow.id, ProjectRow.title, ProjectRow.chain_id),
    "slots": _columns(SlotRow.id, SlotRow.title, ProjectRow.chain_id).join(
        ProjectRow, ProjectRow.id == SlotRow.project_id
    ),
    "challenges": _columns(ChallengeRow.id, ChallengeRow.text, ChallengeRow.company_id),
    "requests": _columns(RequestRow.id, RequestRow.text),
    "verdicts": _columns(VerdictRow.id, CompanyRow.name, CompanyRow.id).join(VerdictRow.company),
    "invitations": _columns(InvitationRow.id, CompanyRow.name, CompanyRow.id).join(
        CompanyRow, CompanyRow.id == InvitationRow.company_id
    ),
    "input_decisions": _columns(
        InputDecisionRow.id, InputDecisionRow.input_name, InputDecisionRow.company_id
    ),
    "imports": _columns(ImportRow.id, ImportRow.file_name),
    "users": _columns(UserRow.id, UserRow.name),
    "keys": _columns(KeyRow.id, KeyRow.note),
}


def named(session: Session, wanted: Mapping[str, Collection[Any]]) -> dict[tuple[str, Any], Named]:
    """Those of the wanted ids, by table, that exist: one query a table."""
    found: dict[tuple[str, Any], Named] = {}
    for table, ids in wanted.items():
        if table in _QUERIES and ids:
            rows = session.execute(_QUERIES[table].where(_key(table).in_(list(ids))))
            found |= {(table, id_): Named(title or "", owner) for id_, title, owner in rows}
    return found


def _key(table: str) -> ColumnElement[Any]:
    key: ColumnElement[Any] = _QUERIES[table].selected_columns[0]
    return key
