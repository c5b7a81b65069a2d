"""JSON forms of unmet needs and niches."""

from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Query, Reply
from service.schemas.search import CompanyShort, OfferFound


class NicheQuery(Query):
    """Ниши, где просят несколько компаний, потребности одной или всё вместе."""

    kind: Literal["all", "niche", "unmet"] = "all"


class NichePath(Query):
    """Номер ниши в адресе: верен, пока не изменится состав её заявок."""

    id: Annotated[str, Field(min_length=1, max_length=64)]


class VolumeFound(Reply):
    """Сколько просят вместе в этой единице; звенья — каждый месяц (оборудование — раз), заявка — целиком."""

    amount: float
    unit: str
    monthly: bool


class AskedNeed(Reply):
    """Заявка, которую никто не закрывает."""

    id: int
    title: str
    kind: str | None
    okpd2: str | None
    company: CompanyShort | None
    volume: float | None
    unit: str | None
    place: str | None
    due: str | None
    current_supplier: str | None
    imported: bool | None


class AskedSlot(Reply):
    """Открытое звено проекта; компания — его инициатор."""

    id: int
    title: str
    kind: str | None
    okpd2: str | None
    company: CompanyShort | None
    chain_id: int
    chain: str
    project_id: int
    project: str
    volume_per_month: float | None
    unit: str | None


class UnconfirmedFound(Reply):
    """Кто, возможно, поставит: подтверждённых предложений у компании нет."""

    company: CompanyShort
    offer: OfferFound


class NearestFound(Reply):
    """Кто ближе всех, и чего не хватило."""

    company: CompanyShort
    offer: OfferFound
    fails: str | None


class NicheReply(Reply):
    """Незакрытая потребность, а у нескольких компаний — инвестиционная ниша."""

    id: str
    title: str
    okpd2: str | None
    okpd2_name: Annotated[str | None, Field(description="официальное название кода")]
    is_niche: bool
    companies: Annotated[int, Field(description="сколько компаний просят")]
    volumes: list[VolumeFound]
    places: list[str]
    imported: Annotated[int, Field(description="сколько заявок сейчас закрывают импортом")]
    needs: list[AskedNeed]
    slots: list[AskedSlot]
    unconfirmed: list[UnconfirmedFound]
    nearest: list[NearestFound]


class NicheList(Reply):
    """Сначала то, чего просит больше компаний."""

    niches: list[NicheReply]
