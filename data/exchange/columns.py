"""The sheets of the exchange format: which Russian column is which field, how it is read and written."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from data import vocabulary
from data.exchange import cells
from data.exchange.cells import Cell
from data.identifiers import classifier_code, classifier_codes, inn, ogrn
from data.phones import phones
from data.vocabulary import Words, russian

Reader = Callable[[Cell], Any]
Writer = Callable[[Any], Any]
_REMARK = re.compile(r"\([^()]*\)")  # «Номенклатура (что предлагает)»
_PERSON = ("contact_name", "contact_phone")


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Column:
    """One column; `required` forbids an empty cell and a sheet without the column."""

    title: str
    field: str
    read: Reader
    write: Writer = _as_it_is
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet; of the fields `keys` at least one column must be there to say whose row it is."""

    title: str
    name: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]

    def column_of(self, header: str) -> Column | None:
        """The column that a header names, in any case and spacing."""
        wanted = folded_header(header)
        for column in self.columns:
            if wanted in map(folded_header, (column.title, *column.synonyms)):
                return column
        return None

    def columns_under(self, headers: Iterable[str]) -> list[Column | None]:
        """The column that each header names, with or without what is in brackets.

        Mail told right behind a contact person is that person's.
        """
        told = list(headers)
        found = [self.column_of(header) if header else None for header in told]
        for place, header in enumerate(told):
            column = self.column_of(_REMARK.sub("", header)) if header and not found[place] else None
            found[place] = found[place] or (column if column not in found else None)
        fields = [column.field if column else "" for column in found]
        if "contact_email" not in fields and "email" in fields:
            general = folded_header(self.column("email").title)
            behind = (at for at in range(1, len(told)) if fields[at] == "email" and fields[at - 1] in _PERSON)
            at = next((at for at in behind if folded_header(told[at]) != general), None)
            if at is not None:
                found[at] = self.column("contact_email")
        return found

    def column(self, field_name: str) -> Column:
        """The column of a field."""
        return next(c for c in self.columns if c.field == field_name)


def folded_header(header: str) -> str:
    """A header without case, ё, spaces and full stops, so that «Ед.изм» is «Ед. изм.»."""
    return "".join(c for c in header.casefold().replace("ё", "е") if c not in " .\u00a0\n\t*:")


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else ("да" if value else "нет")


def _joined(value: list[str]) -> str:
    return "; ".join(value)


def _word(title: str, name: str, words: Words, *synonyms: str) -> Column:
    return Column(title, name, partial(cells.one_of, allowed=words), partial(russian, words), synonyms)


_COMPANY_KEYS = (
    Column("Код", "company_code", cells.own_code, synonyms=("Код компании",)),
    Column("ИНН", "company_inn", inn, synonyms=("ИНН компании",)),
)


def _record(*titles: str) -> tuple[Column, ...]:
    return (
        Column("Код записи", "code", cells.own_code),
        _word("Вид", "kind", vocabulary.KINDS),
        Column("Наименование", "title", cells.title, synonyms=("Название", *titles), required=True),
        Column("Описание", "description", cells.text),
        Column("ОКПД2", "okpd2", classifier_code, synonyms=("ОКПД", "Код ОКПД2")),
    )


_DOING = ("Чем занимается", "Чем занимаются", "Деятельность", "Вид деятельности")
_OFFERED = ("Что предлагает", "Что предлагают", "Номенклатура", "Продукция")
_NEEDED = ("Что нужно", "Что требуется", "Что покупает", "Что покупают")
_CALLED = ("Наименование", "Компания", "Название компании", "Организация", "Контрагент", "Предприятие")
_A_MONTH = ("Мощность", "Мощность в мес.", "Мощность/мес.", "Мощн. в мес.", "Мощн./мес.")
_RADIUS = ("Радиус поставки", "Радиус, км", "Возит, км", "Возят, км", "Возит", "Возят")
_MAIL = ("E-mail", "Email", "Почта", "Эл. почта", "Электронная почта")
_PERSONS_MAIL = (*(f"{name} контакта" for name in _MAIL), "Почта контактного лица", "E-mail контактного лица")
_UNIT = Column("Ед. изм.", "unit", cells.title, synonyms=("Ед.", "Единица", "Единица измерения"))

COMPANIES = Sheet(
    "Компании",
    "companies",
    (
        Column("Код", "code", cells.own_code, synonyms=("Код компании",)),
        Column("ИНН", "inn", inn),
        Column("ОГРН", "ogrn", ogrn, synonyms=("ОГРНИП",)),
        Column("Название", "name", cells.title, synonyms=_CALLED, required=True),
        _word("Статус", "status", vocabulary.STATUSES),
        Column(
            "Роли",
            "roles",
            partial(cells.some_of, allowed=vocabulary.ROLES),
            lambda names: _joined([russian(vocabulary.ROLES, name) for name in names]),
            synonyms=("Роль",),
        ),
        Column("Регион", "region", cells.title),
        Column("Муниципалитет", "municipality", cells.title, synonyms=("Город", "Населённый пункт")),
        Column("Площадка", "site", cells.text, synonyms=("Адрес",)),
        Column("ОКВЭД2", "okved2", classifier_codes, _joined, synonyms=("ОКВЭД",)),
        Column("О компании", "about", cells.text, synonyms=_DOING),
        Column("Сайт", "website", cells.website),
        Column("Телефон", "phone", phones, synonyms=("Тел.", "Телефоны")),
        Column("Общая почта", "email", cells.email, synonyms=_MAIL),
        Column("Сертификаты", "certificates", cells.words, _joined),
        Column("СРО", "sro", cells.title),
        Column("Реестр Минпромторга", "minpromtorg", cells.yes_no, _yes_no),
        Column("Контактное лицо", "contact_name", cells.title),
        Column("Почта контакта", "contact_email", cells.email, synonyms=_PERSONS_MAIL),
        Column("Телефон контакта", "contact_phone", phones),
        Column("Подтверждено", "confirmed_on", cells.day),
        Column("Вымышленная", "fictional", cells.yes_no, _yes_no),
    ),
    keys=("code", "inn"),
)

OFFERS = Sheet(
    "Предложения",
    "offers",
    (
        *_COMPANY_KEYS,
        *_record(*_OFFERED),
        _UNIT,
        Column("Мощность в месяц", "capacity_per_month", cells.quantity, synonyms=_A_MONTH),
        Column("Загрузка, %", "utilisation_percent", cells.percent, synonyms=("Загрузка",)),
        Column("Мин. партия", "min_batch", cells.title, synonyms=("Минимальная партия",)),
        Column("Срок поставки, дн.", "lead_time_days", cells.days, synonyms=("Срок поставки",)),
        Column("ГОСТ/ТУ", "standard", cells.title, synonyms=("ГОСТ", "ТУ")),
        Column("Радиус поставки, км", "radius_km", cells.kilometres, synonyms=_RADIUS),
        Column("Подтверждено", "confirmed_on", cells.day),
    ),
    keys=("company_code", "company_inn"),
)

NEEDS = Sheet(
    "Потребности",
    "needs",
    (
        *_COMPANY_KEYS,
        *_record(*_NEEDED),
        Column("Объём", "volume", cells.quantity),
        _UNIT,
        Column("Срок", "due", cells.term),
        Column("Место", "place", cells.title, synonyms=("Место поставки",)),
        Column("Сейчас покупаем у", "current_supplier", cells.title),
        Column("Импорт", "imported", cells.yes_no, _yes_no),
        _word("Видимость", "visibility", vocabulary.VISIBILITIES),
    ),
    keys=("company_code", "company_inn"),
)

CONTRACTS = Sheet(
    "Договоры",
    "contracts",
    (
        Column("Код записи", "code", cells.own_code),
        Column("Поставщик", "supplier_code", cells.own_code, required=True),
        Column("Заказчик", "customer_code", cells.own_code, required=True),
        Column("Предмет", "subject", cells.title, required=True),
        Column("Сумма, руб.", "amount_rub", cells.rubles, synonyms=("Сумма",)),
        Column("Дата", "signed_on", cells.day),
    ),
    keys=("supplier_code",),
)

_INVESTMENT = Column("Инвестиции, руб.", "investment_rub", cells.rubles, synonyms=("Инвестиции",))
# volumes of a chain are compared with capacities of the pool, so that the unit must be one that converts
_KNOWN_UNIT = replace(_UNIT, read=cells.unit)
_CHAIN_CODE = Column("Код цепочки", "chain_code", cells.own_code, required=True)

CHAINS = Sheet(
    "Цепочки",
    "chains",
    (
        Column("Код цепочки", "code", cells.own_code, required=True),
        Column("Название", "title", cells.title, synonyms=("Наименование",), required=True),
        _word("Вид", "kind", vocabulary.CHAIN_KINDS),
        _word("Стадия", "stage", vocabulary.CHAIN_STAGES),
        _INVESTMENT,
        Column("Описание", "description", cells.text),
    ),
    keys=("code",),
)

PROJECTS = Sheet(
    "Проекты",
    "projects",
    (
        Column("Код проекта", "code", cells.own_code, required=True),
        _CHAIN_CODE,
        Column("Название", "title", cells.title, synonyms=("Наименование",), required=True),
        Column("Инициатор", "initiator_code", cells.own_code),
        Column("Продукт", "product", cells.title, required=True),
        Column("ОКПД2", "okpd2", classifier_code),
        _word("Стадия", "stage", vocabulary.PROJECT_STAGES),
        Column("Мощность в месяц", "capacity_per_month", cells.quantity, synonyms=("Мощность",)),
        _KNOWN_UNIT,
        _INVESTMENT,
        Column("Описание", "description", cells.text),
    ),
    keys=("code",),
)

SLOTS = Sheet(
    "Звенья",
    "slots",
    (
        Column("Код звена", "code", cells.own_code, required=True),
        Column("Код проекта", "project_code", cells.own_code, required=True),
        _word("Вид", "kind", vocabulary.KINDS),
        Column("Наименование", "title", cells.title, synonyms=("Название",), required=True),
        Column("Описание", "description", cells.text),
        Column("ОКПД2", "okpd2", classifier_code),
        Column("Объём в месяц", "volume_per_month", cells.quantity, synonyms=("Объём",)),
        _KNOWN_UNIT,
        Column("Закрыто кем", "filled_by_codes", cells.words, _joined),
        _word("Основание", "basis", vocabulary.SLOT_BASES),
    ),
    keys=("code",),
)

# in the order in which rows can refer to rows that stand before them
SHEETS = (COMPANIES, OFFERS, NEEDS, CONTRACTS, CHAINS, PROJECTS, SLOTS)
