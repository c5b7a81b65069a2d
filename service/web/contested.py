"""Fields that two people changed at the same time, as the later one sees them to choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from data.entry import Contested, RecordRow
from service.web.named_companies import by_name
from service.web.presenting import cell_text
from service.web.record_form import NAMED_COMPANIES, Field, column_of

THEIRS = "theirs"


@dataclass(frozen=True)
class Choice:
    """One field and its two values, in words."""

    field: Field
    theirs: str
    yours: str


def choices(
    session: Session, table: type[RecordRow], fields: Iterable[Field], contested: Iterable[Contested]
) -> list[Choice]:
    """The contested ones among the fields of a form."""
    by_field = {one.field: one for one in contested}
    return [
        Choice(
            field,
            told(session, table, field, by_field[field.name].theirs),
            told(session, table, field, by_field[field.name].yours),
        )
        for field in fields
        if field.name in by_field
    ]


def told(session: Session, table: type[RecordRow], field: Field, value: Any) -> str:
    """A field's value in words; companies by name."""
    if field.name not in NAMED_COMPANIES.values():
        return cell_text(column_of(field, table), value)
    named = by_name(session, {field.name: value})[field.name]
    return "; ".join(named) if isinstance(named, list) else named


def sent_fields(fields: list[Field], posted: MultiDict[str, str]) -> list[Field]:
    """Those that a form was sent for: all, or `only` some, without those of which theirs is kept."""
    only = posted.getlist("only")
    return [
        field
        for field in fields
        if (not only or field.name in only) and posted.get(f"keep-{field.name}") != THEIRS
    ]
