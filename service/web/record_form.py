"""Entry forms made of the sheets of the exchange format: one field a column, read as imports read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from data.entry import RULES, RecordRow
from data.exchange import cells
from data.exchange.columns import Column
from data.identifiers import classifier_code, classifier_codes
from data.tables.pool import CompanyRow, ContractRow
from service.company_typed import HINT
from service.web.code_field import with_chosen
from service.web.company_field import named_companies
from service.web.presenting import word_options
from service.wording import day, money, number, term

Values = dict[str, Any]

# keys of a row of a spreadsheet, which the address of a form tells; and a mark that only the demo sets
NOT_ENTERED = frozenset({"company_code", "company_inn", "chain_code", "project_code", "fictional"})
# columns that name companies by code: on a form anything that find_company understands
NAMED_COMPANIES = {
    "supplier_code": "supplier_id",
    "customer_code": "customer_id",
    "initiator_code": "initiator_id",
    "filled_by_codes": "filled_by",
}
HINTS = {
    "code": "ваш собственный номер; можно не заполнять",
    "inn": "10 или 12 цифр",
    "ogrn": "13 или 15 цифр",
    "okpd2": "слова или код, например 23.61.11",
    "okved2": "слова или коды, несколько — через точку с запятой",
    "certificates": "несколько — через точку с запятой или с новой строки",
    "municipality": "город или посёлок: по нему считаются расстояния",
    "place": "куда поставить: по нему считаются расстояния",
    "confirmed_on": "когда компания подтвердила данные, например 15.09.2026",
    "due": "дата или слова: «до конца месяца»",
    "visibility": "закрытую видят только сотрудники и сама компания",
    "site": "адрес производства или склада",
    "email": "например, info@zavod.ru: не человека, а компании; сюда идут письма с подборками",
    "website": "например, https://zavod.ru",
    "contact_name": "персональные данные: нужно согласие человека",
    "product": "что выпускает проект, как это называют покупатели",
    "supplier_id": HINT,
    "customer_id": HINT,
    "initiator_id": f"компания, которая ведёт проект: {HINT}",
    "filled_by": f"{HINT}; пусто — звено открыто",
    "basis": "нужно, когда звено закрыто",
}
COMPANIES = "companies"
SUGGESTIONS = {
    "municipality": "municipalities",
    "place": "municipalities",
    "region": "regions",
    "unit": "units",
    "supplier_id": COMPANIES,
    "customer_id": COMPANIES,
    "initiator_id": COMPANIES,
    "filled_by": COMPANIES,
}
SEVERAL = frozenset({"choices", "companies"})  # controls with a list of values
_NUMBERS = (
    cells.days,
    cells.decimal,
    cells.kilometres,
    cells.percent,
    cells.quantity,
    cells.rubles,
    cells.whole,
)
_CODES = {classifier_code: "code", classifier_codes: "codes"}
_YES_NO = (("да", "да"), ("нет", "нет"))


@dataclass(frozen=True)
class Field:
    """One field as the form shows it; `control` is line, number, text, choice, choices, companies, or code
    and codes of the classifier that the field is called by.
    """

    name: str
    label: str
    control: str
    hint: str = ""
    suggestions: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False


def fields_of(table: type[RecordRow]) -> list[Field]:
    """The fields of a form; those that must be filled come first."""
    fields = [field_of(column, table) for column in _columns(table)]
    return sorted(fields, key=lambda field: not field.is_required)


def field_of(column: Column, table: type[RecordRow]) -> Field:
    """The field of one column."""
    name = NAMED_COMPANIES.get(column.field, column.field)
    control, options = _control(column)
    if control == "choice" and table.__table__.columns[name].nullable:
        options = (("", "не указано"), *options)
    # a code is made up for whoever has none
    is_required = column.required and name != "code"
    suggestions = SUGGESTIONS.get(name, "")
    return Field(name, column.title, control, HINTS.get(name, ""), suggestions, options, is_required)


def new_values(table: type[RecordRow]) -> Values:
    """What an empty form starts with."""
    return dict(RULES[table].defaults)


def row_values(row: RecordRow) -> Values:
    """What a form of an existing record starts with; companies that it names stand there by id."""
    named = {name: getattr(row, name) for name in NAMED_COMPANIES.values() if hasattr(row, name)}
    columns = [column for column in _columns(type(row)) if column.field not in NAMED_COMPANIES]
    return named | {column.field: _typed(column, getattr(row, column.field)) for column in columns}


def posted_values(fields: list[Field], posted: MultiDict[str, str]) -> Values:
    """What was typed: lists of fields with several choices or companies, texts of all others."""
    return {field.name: _posted(field, posted) for field in fields}


def column_of(field: Field, table: type[RecordRow]) -> Column:
    """The column behind a field."""
    told_by = {name: code for code, name in NAMED_COMPANIES.items()}
    return RULES[table].sheet.column(told_by.get(field.name, field.name))


def name_of(row: RecordRow) -> str:
    """What a record is called."""
    if isinstance(row, CompanyRow):
        return row.name
    return row.subject if isinstance(row, ContractRow) else row.title


def _posted(field: Field, posted: MultiDict[str, str]) -> Any:
    if field.suggestions == COMPANIES:
        named = named_companies(posted, field.name)
        return named if field.control in SEVERAL else (named or [""])[0]
    return posted.getlist(field.name) if field.control in SEVERAL else with_chosen(posted, field.name)


def _columns(table: type[RecordRow]) -> list[Column]:
    return [column for column in RULES[table].sheet.columns if column.field not in NOT_ENTERED]


def _control(column: Column) -> tuple[str, tuple[tuple[str, str], ...]]:
    read = column.read
    if column.field == "filled_by_codes":
        return "companies", ()
    if isinstance(read, partial) and "allowed" in read.keywords:
        control = "choice" if read.func is cells.one_of else "choices"
        return control, tuple(word_options(read.keywords["allowed"]))
    if read is cells.yes_no:
        return "choice", _YES_NO
    if read in _NUMBERS:
        return "number", ()
    if read in _CODES:
        return _CODES[read], ()
    return ("text" if read in (cells.text, cells.words) else "line"), ()


def _typed(column: Column, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return day(value)
    if column.read is cells.rubles:
        return money(value, " ")
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
