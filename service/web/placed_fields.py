"""Fields of a record as its card shows them, each where it can be edited in place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from data.entry import RecordRow
from data.exchange import cells
from data.store.duplicates import named
from data.tables.pool import CompanyRow
from service.web.code_field import with_code_name
from service.web.kinds import KIND_OF
from service.web.presenting import cell_text
from service.web.record_form import NAMED_COMPANIES, Field, column_of, fields_of
from service.wording import term

# fields that make sense only together, by the one that leads them
FOLLOWERS: Mapping[str, str] = {
    "filled_by": "basis",
    "volume": "unit",
    "volume_per_month": "unit",
    "capacity_per_month": "unit",
}
# what the head of a page tells: it is shown anew when one of these changes
IN_HEAD = frozenset({"name", "title", "subject", "status", "kind", "stage", "region", "municipality"})


@dataclass(frozen=True)
class PlacedField:
    """A field with its followers in words; companies that it names are linked, and so is a site."""

    kind: str
    id: int
    name: str
    label: str
    text: str
    companies: tuple[CompanyRow, ...] = ()
    url: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not self.text and not self.companies


def placed_fields(
    session: Session, row: RecordRow, hidden: frozenset[str] = frozenset()
) -> list[PlacedField]:
    """All fields of a record but the hidden ones, in order of its form."""
    fields = {field.name: field for field in fields_of(type(row))}
    shown = [field for name, field in fields.items() if name not in _followers(fields) | hidden]
    companies = named(session, {id_ for field in shown for id_ in _named_ids(row, field)})
    return [_placed(row, field, fields, companies) for field in shown]


def placed_field(session: Session, row: RecordRow, name: str) -> PlacedField:
    """One of them."""
    return next(field for field in placed_fields(session, row) if field.name == name)


def together(table: type[RecordRow], name: str) -> list[Field]:
    """The field of that name and what is edited with it; empty where the card has no such field."""
    fields = {field.name: field for field in fields_of(table)}
    if name not in fields.keys() - _followers(fields):
        return []
    return [fields[one] for one in (name, FOLLOWERS.get(name)) if one in fields]


def _followers(fields: Mapping[str, Field]) -> set[str]:
    return {follower for leader, follower in FOLLOWERS.items() if leader in fields}


def _placed(
    row: RecordRow, field: Field, fields: Mapping[str, Field], companies: Mapping[int, CompanyRow]
) -> PlacedField:
    follower = fields.get(FOLLOWERS.get(field.name, ""))
    parts = [_told(row, field), _told(row, follower) if follower else ""]
    return PlacedField(
        kind=KIND_OF[type(row)],
        id=row.id,
        name=field.name,
        label=field.label,
        text=" ".join(filter(None, parts)),
        companies=tuple(companies[id_] for id_ in _named_ids(row, field) if id_ in companies),
        url=getattr(row, "website", None) or "" if field.name == "website" else "",
    )


def _told(row: RecordRow, field: Field) -> str:
    column, value = column_of(field, type(row)), getattr(row, field.name)
    if field.name in NAMED_COMPANIES.values() or value is None:
        return ""
    if column.read is cells.term:
        return term(value)
    if field.control in ("code", "codes"):
        codes = value if isinstance(value, list) else [value]
        return "; ".join(with_code_name(code, field.name) for code in codes)
    return cell_text(column, value)


def _named_ids(row: RecordRow, field: Field) -> Iterator[int]:
    if field.name in NAMED_COMPANIES.values():
        value: Any = getattr(row, field.name)
        yield from value if isinstance(value, list) else filter(None, [value])
