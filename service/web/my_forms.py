"""Entry forms of members: the fields of staff without those that only staff fill in, in a member's words."""

from dataclasses import replace
from typing import Any

from data import entry
from data.entry import RecordRow
from data.tables.pool import CompanyRow
from service.access import STAFF_FIELDS
from service.web.record_form import Field, Values, fields_of, row_values

VISIBILITIES = (("private", "только ассоциация"), ("cluster", "видят участники, без вашего имени"))
# of offers and needs: keys of the association's own tables, and a day that «актуально» sets
_NOT_OURS = frozenset({"code", "confirmed_on"})
_HINTS = {
    "visibility": "имя, точное место и нынешний поставщик другим участникам не показываются",
    "current_supplier": "видите только вы и ассоциация",
    "phone": "общий телефон: его видят участники",
    "email": "например, info@zavod.ru: её видят участники, на неё приходят письма с подборками",
    "municipality": "город или посёлок: по нему считаются расстояния",
}


def own_fields(table: type[RecordRow]) -> list[Field]:
    """What a member enters of such a record."""
    hidden = _NOT_OURS | STAFF_FIELDS if table is CompanyRow else _NOT_OURS
    return [_told(field) for field in fields_of(table) if field.name not in hidden]


def values_with(row: RecordRow, proposed: Values | None) -> Values:
    """What a form of the record starts with: what waits for a yes stands there already."""
    if not proposed:
        return row_values(row)
    table = type(row)
    as_it_is = {column.key: getattr(row, column.key) for column in table.__table__.columns}
    return row_values(table(**as_it_is | entry.checked(table, proposed)))


def read_values(table: type[Any], read: Values) -> Values:
    """A form of a new record with what was read out of a text."""
    started = {field.name: "" for field in own_fields(table)}
    return row_values(table(**{name: value for name, value in read.items() if name in started}))


def _told(field: Field) -> Field:
    field = replace(field, hint=_HINTS.get(field.name, field.hint))
    if field.name == "visibility":
        return replace(field, label="Кто видит", options=VISIBILITIES)
    return field
