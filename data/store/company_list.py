"""Companies as a list: found by words, sorted as people sort names, page after page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.company_names import bare_name
from data.store.records import companies_by_id, find_company
from data.tables.pool import CompanyRow, OfferRow
from data.text_folding import folded
from data.vocabulary import STATUSES

_STATUS = {name: at for at, name in enumerate(STATUSES)}
_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda row: bare_name(row.name) or row.name_folded,
    "status": lambda row: _STATUS.get(row.status, len(_STATUS)),
    "place": lambda row: folded(row.municipality or row.region or ""),
}
SORTS = (*_KEYS, *(f"-{name}" for name in _KEYS))


@dataclass(frozen=True)
class Wanted:
    """Companies with all words in the name or in the title of one offer, or with that code or INN.

    `sort` is one of SORTS; equal ones stand in order of names, without legal form and quotes.
    """

    words: str = ""
    status: str | None = None
    sort: str = SORTS[0]


@dataclass(frozen=True)
class Listed:
    """A company of the list, and titles of its offers that hold the words."""

    row: CompanyRow
    offers: tuple[str, ...]


@dataclass(frozen=True)
class CompanyList:
    """One page of it; `total` counts all pages."""

    companies: list[Listed]
    total: int


def company_list(session: Session, wanted: Wanted, first: int, limit: int) -> CompanyList:
    """The page that begins with the one at `first`."""
    table = CompanyRow
    columns = (table.id, table.name, table.name_folded, table.status, table.municipality, table.region)
    query = select(*columns).where(table.archived_at.is_(None))
    if wanted.status:
        query = query.where(table.status == wanted.status)
    rows: Iterable[Any] = session.execute(query).all()
    words = folded(wanted.words).split()
    offers = _offers_with(session, words) if words else {}
    if words:
        named = find_company(session, wanted.words)
        exact = named.id if named else None
        rows = [r for r in rows if r.id == exact or r.id in offers or _has(r.name_folded, words)]
    found = sorted(rows, key=_KEYS["name"])
    found.sort(key=_KEYS[wanted.sort.removeprefix("-")], reverse=wanted.sort.startswith("-"))
    ids = [row.id for row in found[first : first + limit]]
    shown = companies_by_id(session, ids)
    return CompanyList([Listed(shown[id_], tuple(offers.get(id_, ()))) for id_ in ids], len(found))


def _offers_with(session: Session, words: list[str]) -> dict[int, list[str]]:
    """Titles of offers by company."""
    query = select(OfferRow.company_id, OfferRow.title).where(OfferRow.archived_at.is_(None))
    found: dict[int, list[str]] = {}
    for company_id, title in session.execute(query.order_by(OfferRow.id)):
        if _has(folded(title), words):
            found.setdefault(company_id, []).append(title)
    return found


def _has(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
