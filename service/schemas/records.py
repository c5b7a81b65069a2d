"""JSON forms of companies, offers and needs: entry, edit and reply.

Which text is a right INN, unit or word of a list is checked where imports check it (`data.entry`), so that
every door says the same; here only types and sizes are checked.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from service.schemas.fields import (
    Amount,
    Form,
    Kind,
    LongText,
    Query,
    RecordId,
    Reply,
    ShortText,
    Status,
    Title,
    read_as,
)
from service.schemas.search import CompanyShort

Words = Annotated[list[ShortText], Field(max_length=50)]


class CompanyPatch(Form):
    """Правка компании: только присланные поля."""

    code: ShortText | None = None
    inn: ShortText | None = None
    ogrn: ShortText | None = None
    name: Title | None = None
    status: Status | None = None
    roles: Words | None = None
    region: ShortText | None = None
    municipality: ShortText | None = None
    site: LongText | None = None
    okved2: Words | None = None
    about: LongText | None = None
    website: ShortText | None = None
    phone: ShortText | None = None
    email: Annotated[ShortText | None, Field(description="общая почта")] = None
    certificates: Words | None = None
    sro: ShortText | None = None
    minpromtorg: bool | None = None
    contact_name: ShortText | None = None
    contact_email: ShortText | None = None
    contact_phone: ShortText | None = None
    confirmed_on: Annotated[ShortText | None, Field(description="дата: 2026-09-15")] = None


class CompanyEntry(CompanyPatch):
    """Новая компания: нужно название."""

    name: Title


class OfferPatch(Form):
    """Правка предложения."""

    code: ShortText | None = None
    kind: Kind | None = None
    title: Title | None = None
    description: LongText | None = None
    okpd2: ShortText | None = None
    unit: ShortText | None = None
    capacity_per_month: Amount | None = None
    utilisation_percent: Amount | None = None
    min_batch: ShortText | None = None
    lead_time_days: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    standard: ShortText | None = None
    radius_km: Amount | None = None
    confirmed_on: Annotated[ShortText | None, Field(description="дата: 2026-09-15")] = None


class OfferEntry(OfferPatch):
    """Новое предложение компании."""

    company_id: RecordId
    title: Title


class NeedPatch(Form):
    """Правка потребности."""

    code: ShortText | None = None
    kind: Kind | None = None
    title: Title | None = None
    description: LongText | None = None
    okpd2: ShortText | None = None
    volume: Amount | None = None
    unit: ShortText | None = None
    due: Annotated[ShortText | None, Field(description="дата или слова: «до конца месяца»")] = None
    place: ShortText | None = None
    current_supplier: ShortText | None = None
    imported: bool | None = None
    visibility: Annotated[ShortText | None, Field(description="private или cluster")] = None


class NeedEntry(NeedPatch):
    """Новая потребность компании."""

    company_id: RecordId
    title: Title


class OfferReply(Reply):
    """Предложение."""

    id: int
    company_id: int
    code: str | None
    kind: str
    title: str
    description: str | None
    okpd2: str | None
    unit: str | None
    capacity_per_month: float | None
    utilisation_percent: float | None
    min_batch: str | None
    lead_time_days: int | None
    standard: str | None
    radius_km: float | None
    confirmed_on: date | None
    updated_at: datetime


class WaitsReply(Reply):
    """Правка участника ждёт проверки ассоциации: её состояние — GET /my/proposals."""

    proposal: Annotated[int, Field(description="номер правки")]
    state: Literal["waits"]


class NeedReply(Reply):
    """Потребность; о чужой не сказано, кто спрашивает, пока он не согласился, а место — это регион."""

    id: int
    company_id: int | None
    code: str | None
    kind: str
    title: str
    description: str | None
    okpd2: str | None
    volume: float | None
    unit: str | None
    due: str | None
    place: str | None
    current_supplier: str | None
    imported: bool | None
    visibility: str
    updated_at: datetime | None


class NeedInList(NeedReply):
    """Потребность и кто спрашивает; у чужой без его согласия — только регион."""

    company: CompanyShort | None
    region: str | None


class NeedPage(Reply):
    """Страница потребностей, свои первыми; `next_cursor` пуст на последней."""

    needs: list[NeedInList]
    next_cursor: str | None


class NeedListQuery(Query):
    """Страница."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=100)] = None


class CompanyReply(Reply):
    """Компания без предложений и потребностей."""

    id: int
    code: str
    name: str
    inn: str | None
    ogrn: str | None
    status: str
    roles: list[str]
    region: str | None
    municipality: str | None
    site: str | None
    okved2: list[str]
    about: str | None
    website: str | None
    phone: str | None
    email: str | None
    certificates: list[str]
    sro: str | None
    minpromtorg: bool | None
    contact_name: str | None
    contact_email: str | None
    contact_phone: str | None
    confirmed_on: date | None
    fictional: bool
    updated_at: datetime


class CompanyCard(CompanyReply):
    """Компания с предложениями и теми потребностями, которые видны спросившему."""

    offers: list[OfferReply]
    needs: list[NeedReply]


class CompanyPage(Reply):
    """Страница списка; `next_cursor` пуст на последней."""

    companies: list[CompanyReply]
    next_cursor: str | None


class CompanyListQuery(Query):
    """Страница и отбор."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=100)] = None
    name: Annotated[str | None, Field(max_length=200, description="часть названия")] = None
    status: Status | None = None


class IdPath(Query):
    """Номер записи в адресе."""

    id: RecordId


def fields_of(row: Any, reply: type[Reply], **extra: Any) -> dict[str, Any]:
    """The reply's fields read from a row, as plain JSON values."""
    return read_as(reply, row, **extra).model_dump(mode="json")
