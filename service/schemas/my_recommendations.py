"""JSON forms of what a member is recommended, and of requests that it hands on."""

from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Form, LongText, Query, RecordId, Reply
from service.schemas.search import CompanyShort, Grade, ReasonFound

View = Literal["suppliers", "customers", "partners", "places"]


class RecommendationsQuery(Query):
    """Какая подборка."""

    view: Annotated[View, Field(description="поставщики, заказчики, партнёры или места в цепочках")] = (
        "suppliers"
    )


class CompanyTold(CompanyShort):
    """Компания с общими контактами."""

    phone: str | None
    email: str | None
    website: str | None


class RecordTold(Reply):
    """О чём предложение: эти номера принимают заявки, запросы контакта и вердикты."""

    need_id: int | None
    offer_id: int | None
    slot_id: int | None


class ItemFound(Reply):
    """Одно предложение; company пуста, пока не согласились назваться."""

    company: CompanyTold | None
    region: str | None
    grade: Grade
    grade_word: Annotated[str, Field(description="слово для людей")]
    title: Annotated[str, Field(description="что предлагают, ищут или какое звено открыто")]
    own: Annotated[str, Field(description="какой своей записи это отвечает")]
    details: str
    reasons: list[ReasonFound]
    about: RecordTold


class GroupFound(Reply):
    """Предложения под одним заголовком."""

    title: str
    need_id: int | None
    items: list[ItemFound]


class RecommendationsReply(Reply):
    """Подборка одного вида."""

    view: View
    title: str
    company: CompanyShort
    groups: list[GroupFound]
    snapshot: str


class HandOnEntry(Form):
    """О чём заявка: своя или чужая потребность, звено либо компания."""

    need_id: RecordId | None = None
    slot_id: RecordId | None = None
    company_id: RecordId | None = None
    offer_id: RecordId | None = None
    note: Annotated[LongText, Field(description="что передать сотруднику")] = ""


class HandedOnReply(Reply):
    """Номер обращения в журнале ассоциации."""

    id: int
