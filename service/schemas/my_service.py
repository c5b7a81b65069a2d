"""JSON forms of self-service: requests passed to the own company, who searched, changes that wait."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from service.schemas.fields import Amount, Form, LongText, Query, Reply

OwnAnswer = Annotated[
    Literal["ready", "not_now", "quotation"],
    Field(description="готов поставить, не сейчас, вот коммерческое предложение"),
]


class PassedQuery(Query):
    """Страница, новые первыми."""

    cursor: Annotated[str | None, Field(max_length=100)] = None


class PassedAnswerEntry(Form):
    """Ответ на переданную заявку."""

    answer: OwnAnswer
    text: Annotated[LongText, Field(description="условия, сроки; необязательно")] = ""
    amount_rub: Annotated[Amount | None, Field(description="сумма КП, руб.; нужна у quotation")] = None


class PassedReply(Reply):
    """Заявка, переданная компании: что нужно, без того, кто просит."""

    id: int
    title: str
    description: str
    volume: str
    due: str
    place: Annotated[str, Field(description="регион")]
    given_on: date
    is_asked: Annotated[bool, Field(description="запрошено КП")]
    is_open: bool
    answer: OwnAnswer | None
    answered_on: date | None
    amount_rub: float | None
    text: Annotated[str | None, Field(description="ваши слова")]


class PassedPage(Reply):
    """Страница заявок; `next_cursor` пуст на последней."""

    requests: list[PassedReply]
    next_cursor: str | None


class OfferInterest(Reply):
    """Предложение, которое предлагали больше пяти раз."""

    offer_id: int
    title: str
    num: int


class InterestReply(Reply):
    """Поиски одного квартала; до пяти числа не называют."""

    quarter: Annotated[str, Field(description="год и квартал: 2026-4")]
    num: Annotated[int | None, Field(description="пусто, когда их до пяти")]
    told: Annotated[str, Field(description="«12» или «до 5»")]
    offers: list[OfferInterest]


class InterestList(Reply):
    """Последние кварталы, новые первыми."""

    quarters: list[InterestReply]


class AdviceReply(Reply):
    """Чего не хватает в профиле или в одном предложении, и что изменится, если это указать."""

    offer_id: Annotated[int | None, Field(description="предложение; пусто, когда поле — самой компании")]
    offer: str | None
    field: Annotated[str, Field(description="поле записи: description, okpd2, radius_km, municipality")]
    what: Annotated[str, Field(description="чего не хватает, словами")]
    told: Annotated[str, Field(description="что изменится, словами")]
    more: Annotated[int, Field(description="потребностей, по которым компанию предложат увереннее")]
    asked: Annotated[int, Field(description="потребностей, по которым об этом спрашивают")]
    values: Annotated[list[str], Field(description="какие значения спрашивают чаще")]


class CoachReply(Reply):
    """Советы, самый полезный первым."""

    advice: list[AdviceReply]
    needs_offers: Annotated[
        bool, Field(description="предложений нет: компанию находят только по строке о себе")
    ]


class ProposalReply(Reply):
    """Правка компании: что было и что предложено."""

    id: int
    kind: Annotated[str, Field(description="companies, offers или needs")]
    record_id: Annotated[int | None, Field(description="пусто у записи, которой ещё нет")]
    before: dict[str, Any]
    after: dict[str, Any]
    state: Literal["waits", "approved", "declined", "withdrawn"]
    word: Annotated[str | None, Field(description="что ответила ассоциация")]
    made_at: datetime


class ProposalList(Reply):
    """Правки, которые ждут проверки, и последние решённые."""

    proposals: list[ProposalReply]
