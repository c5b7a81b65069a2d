"""JSON forms of explanations: why a company is in an answer or not."""

from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Form, Limit, RecordId, Reply
from service.schemas.search import CompanyShort, FiltersForm, NeedForm, OfferFound, ReasonFound

State = Literal[
    "match",
    "near_miss",
    "beyond_limit",
    "not_retrieved",
    "filtered",
    "hidden",
    "no_offers",
    "self",
    "outside_customer",
    "not_in_snapshot",
    "withdrawn",
]


class ExplanationQuestion(Form):
    """О какой потребности и о какой компании речь; отбор и предел — те же, что были в поиске."""

    need: NeedForm | None = None
    need_id: RecordId | None = None
    company_id: RecordId
    filters: FiltersForm = FiltersForm()
    limit: Limit = 10


class StepFound(Reply):
    """Шаг подбора: прошла ли его компания, словами."""

    step: str
    passed: bool
    text: str


class ContributionFound(Reply):
    """Признак пары: значение и вклад в логарифм шансов; вклады складываются в логит вероятности."""

    feature: str
    text: str
    value: float
    contribution: float


class ExplanationReply(Reply):
    """Почему компания в ответе или какой шаг её отсеял, и что впустило бы её."""

    company: CompanyShort
    state: Annotated[State, Field(description="где компания оказалась; match — в ответе")]
    rank: Annotated[int | None, Field(description="место среди подходящих и ближайших; null — не дошла")]
    steps: list[StepFound]
    would_let_in: Annotated[list[str], Field(description="что впустило бы её в ответ")]
    offer: Annotated[OfferFound | None, Field(description="лучшее её предложение для этой потребности")]
    probability: Annotated[float | None, Field(description="его вероятность, даже если компанию отсеяли")]
    grade: Literal["fits", "clarify", "little_data"] | None
    reasons: list[ReasonFound]
    questions: Annotated[list[str], Field(description="что уточнить у поставщика")]
    contributions: list[ContributionFound]
    snapshot: str
    model: str
