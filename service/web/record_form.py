"""Entry forms made of the sheets of the exchange format: one field a column, read as imports read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from data import cells
from data.columns import Column
from data.entry import SHEET_OF, RecordRow
from data.tables import CompanyRow
from service.web.presenting import day, number, term, word_options

Values = dict[str, Any]

# keys of a row of a spreadsheet, which the address of a form tells; and a mark that only the demo sets
NOT_ENTERED = frozenset({"company_code", "company_inn", "fictional"})
DEFAULTS = {"status": "prospect", "kind": "product", "visibility": "private"}
HINTS = {
    "code": "ваш собственный номер; можно не заполнять",
    "inn": "10 или 12 цифр",
    "ogrn": "13 или 15 цифр",
    "okpd2": "например, 23.61.11",
    "okved2": "несколько — через точку с запятой",
    "certificates": "несколько — через точку с запятой или с новой строки",
    "municipality": "город или посёлок: по нему считаются расстояния",
    "place": "куда поставить: по нему считаются расстояния",
    "confirmed_on": "когда компания подтвердила данные, например 15.09.2026",
    "due": "дата или слова: «до конца месяца»",
    "visibility": "закрытую видят только сотрудники и сама компания",
    "site": "адрес производства или склада",
    "website": "например, https://zavod.ru",
    "contact_name": "персональные данные: нужно согласие человека",
}
SUGGESTIONS = {
    "municipality": "municipalities",
    "place": "municipalities",
    "region": "regions",
    "unit": "units",
}
_NUMBERS = (cells.decimal, cells.percent, cells.whole)
_YES_NO = (("да", "да"), ("нет", "нет"))


@dataclass(frozen=True)
class Field:
    """One field as the form shows it; `control` is line, number, text, choice or choices."""

    name: str
    label: str
    control: str
    hint: str = ""
    suggestions: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False


def fields_of(table: type[RecordRow]) -> list[Field]:
    """The fields of a form; those that must be filled come first."""
    columns = [c for c in SHEET_OF[table].columns if c.field not in NOT_ENTERED]
    fields = [_field(column, table) for column in columns]
    return sorted(fields, key=lambda field: not field.is_required)


def new_values(table: type[RecordRow]) -> Values:
    """What an empty form starts with."""
    return {name: value for name, value in DEFAULTS.items() if name in table.__table__.columns}


def row_values(row: RecordRow) -> Values:
    """What a form of an existing record starts with."""
    columns = [c for c in SHEET_OF[type(row)].columns if c.field not in NOT_ENTERED]
    return {c.field: _typed(c, getattr(row, c.field)) for c in columns}


def posted_values(table: type[RecordRow], posted: MultiDict[str, str]) -> Values:
    """What was typed: lists of fields with several choices, texts of all others."""
    return {
        field.name: posted.getlist(field.name) if field.control == "choices" else posted.get(field.name, "")
        for field in fields_of(table)
    }


def name_of(row: RecordRow) -> str:
    """What a record is called."""
    return row.name if isinstance(row, CompanyRow) else row.title


def _field(column: Column, table: type[RecordRow]) -> Field:
    control, options = _control(column)
    if control == "choice" and table.__table__.columns[column.field].nullable:
        options = (("", "не указано"), *options)
    return Field(
        column.field,
        column.title,
        control,
        HINTS.get(column.field, ""),
        SUGGESTIONS.get(column.field, ""),
        options,
        column.required,
    )


def _control(column: Column) -> tuple[str, tuple[tuple[str, str], ...]]:
    read = column.read
    if isinstance(read, partial) and "allowed" in read.keywords:
        control = "choice" if read.func is cells.one_of else "choices"
        return control, tuple(word_options(read.keywords["allowed"]))
    if read is cells.yes_no:
        return "choice", _YES_NO
    if read in _NUMBERS:
        return "number", ()
    return ("text" if read in (cells.text, cells.words) else "line"), ()


def _typed(column: Column, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float):
        return number(float(value), " ")
    if column.read is cells.term:
        return term(value)
    if isinstance(value, list) and _control(column)[0] != "choices":
        return "; ".join(value)
    return value


def errors_by_field(errors: list[Any], fields: list[Field]) -> tuple[Mapping[str, str], list[str]]:
    """Messages at fields of the form, and those that belong to none."""
    names = {field.name for field in fields}
    at_fields = {error.field: str(error) for error in errors if error.field in names}
    return at_fields, [str(error) for error in errors if error.field not in names]
