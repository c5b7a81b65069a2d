"""JSON forms of dossiers: all that is known of a company before it is invited."""

from typing import Annotated

from pydantic import Field

from service.schemas.fields import Reply
from service.schemas.invitations import NeedCloses, SlotCloses
from service.schemas.search import CompanyShort, ReasonFound


class DossierOffer(Reply):
    """Что делает компания; предварительное — по её описанию и ОКВЭД, не подтверждено."""

    id: int | None
    title: str
    kind: str
    okpd2: str | None
    unit: str | None
    capacity_per_month: float | None
    utilisation_percent: float | None
    radius_km: float | None
    provisional: bool


class DossierNeed(NeedCloses):
    """Потребность, которой отвечает компания; новая — её не закрывает никто другой."""

    is_news: bool
    reasons: list[ReasonFound]


class DossierSlot(SlotCloses):
    """Звено, которому отвечает компания; новое — его не закрывает никто другой."""

    is_news: bool
    reasons: list[ReasonFound]


class DossierQuestion(Reply):
    """Что спросить и о какой потребности; без неё — вопрос общий."""

    text: str
    about: str


class NamedText(Reply):
    """Одно сведение."""

    name: str
    text: str


class RegisterLink(Reply):
    """Государственный реестр."""

    name: str
    url: str


class DossierReply(Reply):
    """Всё о компании перед приглашением; у вымышленной ИНН придуман, ссылок на реестры нет."""

    company: CompanyShort
    offers: list[DossierOffer]
    asked: list[DossierNeed | DossierSlot]
    num_more: Annotated[int, Field(description="сколько ещё потребностей и звеньев не показано")]
    questions: list[DossierQuestion]
    facts: list[NamedText]
    registers: list[RegisterLink]
    is_invited: bool
