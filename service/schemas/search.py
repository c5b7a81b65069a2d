"""JSON forms of search: what is asked and what is answered."""

from typing import Annotated, Literal

from pydantic import Field

from data.profiles import Need
from service.schemas.fields import (
    Amount,
    Code,
    Form,
    Kind,
    Limit,
    NeedText,
    RecordId,
    Reply,
    ShortText,
    Status,
)

Grade = Literal["fits", "clarify", "little_data"]
Probability = Annotated[float | None, Field(description="только сотрудникам ассоциации")]


class FiltersForm(Form):
    """Жёсткие ограничения; сочетаются через «и»."""

    status: Annotated[list[Status], Field(max_length=10)] | None = None
    regions: Annotated[list[ShortText], Field(max_length=100)] | None = None
    okpd2_prefix: Code | None = None
    kinds: Annotated[list[Kind], Field(max_length=10)] | None = None
    max_distance_km: Annotated[
        Amount | None, Field(description="от места потребности; место должно быть известно")
    ] = None
    contract: Annotated[
        bool | None, Field(description="есть ли договор с другим участником; только сотрудникам")
    ] = None
    certificate: Annotated[ShortText | None, Field(description="часть названия сертификата")] = None
    confirmed: Annotated[bool, Field(description="без предварительных предложений")] = False


class NeedForm(Form):
    """Что ищут: текст обязателен, остальное уточняет."""

    text: NeedText
    okpd2: Code | None = None
    kind: Kind | None = None
    volume: Amount | None = None
    unit: ShortText | None = None
    place: Annotated[ShortText | None, Field(description="населённый пункт, например Ялуторовск")] = None

    def as_need(self) -> Need:
        """The free-text need that was asked."""
        return Need(
            title=self.text,
            kind=self.kind,
            okpd2=self.okpd2,
            volume=self.volume,
            unit=self.unit,
            place=self.place,
        )


class OfferForm(Form):
    """Что предлагают: текст обязателен, остальное уточняет."""

    text: NeedText
    okpd2: Code | None = None
    kind: Kind | None = None
    capacity_per_month: Amount | None = None
    unit: ShortText | None = None
    place: Annotated[ShortText | None, Field(description="откуда поставляют")] = None
    radius_km: Amount | None = None


class SupplierSearch(Form):
    """Запрос поставщиков: текст потребности или номер заведённой."""

    need: NeedForm | None = None
    need_id: RecordId | None = None
    filters: FiltersForm = FiltersForm()
    limit: Limit = 10


class BuyerSearch(Form):
    """Запрос заказчиков: текст предложения или номер заведённого."""

    offer: OfferForm | None = None
    offer_id: RecordId | None = None
    filters: FiltersForm = FiltersForm()
    limit: Limit = 10


class CompanyShort(Reply):
    """Компания в ответе поиска."""

    id: int
    code: str
    name: str
    inn: str | None
    status: str
    region: str | None
    municipality: str | None
    fictional: bool


class OfferFound(Reply):
    """Предложение, которое подошло; предварительное не имеет номера."""

    id: int | None
    title: str
    kind: str
    okpd2: str | None
    probability: Probability
    provisional: bool


class NeedFound(Reply):
    """Потребность, которой предложение подошло."""

    id: int | None
    title: str
    kind: str | None
    okpd2: str | None
    probability: Probability


class ReasonFound(Reply):
    """Один довод с дословными цитатами обоих текстов."""

    feature: str
    state: Literal["met", "unknown", "conflict"]
    text: str
    need_quote: str | None
    offer_quote: str | None


class VerdictFound(Reply):
    """Последний действующий вердикт сотрудников."""

    id: int
    verdict: str


class SupplierFound(Reply):
    """Возможный поставщик; у промаха вместо оценки сказано, чего не хватило."""

    company: CompanyShort
    probability: Probability
    grade: Grade | None
    offers: list[OfferFound]
    reasons: list[ReasonFound]
    questions: Annotated[list[str], Field(description="что уточнить у поставщика: из неизвестных доводов")]
    fails: str | None
    verdict: VerdictFound | None = None


class BuyerFound(Reply):
    """Возможный заказчик; участнику не сказано, кто он, пока тот не согласился."""

    company: CompanyShort | None
    region: Annotated[str | None, Field(description="где примерно это нужно")]
    probability: Probability
    grade: Grade | None
    needs: list[NeedFound]
    reasons: list[ReasonFound]
    fails: str | None
    verdict: VerdictFound | None = None


class SupplierAnswer(Reply):
    """Кто подходит, либо честное «никто» с ближайшими промахами."""

    matches: list[SupplierFound]
    no_match: bool
    near_misses: list[SupplierFound]
    offers_something: Annotated[
        bool, Field(description="текст похож на предложение: возможно, нужен поиск заказчиков")
    ]
    snapshot: str
    model: str


class BuyerAnswer(Reply):
    """Кому это нужно, либо честное «никому» с ближайшими промахами."""

    matches: list[BuyerFound]
    no_match: bool
    near_misses: list[BuyerFound]
    snapshot: str
    model: str
