"""JSON forms of shortlists."""

from typing import Annotated

from pydantic import Field

from service.schemas.fields import Reply
from service.schemas.search import CompanyShort, Grade, OfferFound, ReasonFound, VerdictFound


class ShortlistLine(Reply):
    """Компания короткого списка; `in_answer` — предлагает ли её поиск сейчас."""

    company: CompanyShort
    grade: Grade | None
    offers: list[OfferFound]
    reasons: list[ReasonFound]
    questions: Annotated[list[str], Field(description="что уточнить у поставщика")]
    fails: str | None
    phone: Annotated[str | None, Field(description="общий телефон компании")]
    email: Annotated[str | None, Field(description="общая почта компании")]
    website: str | None
    kept: Annotated[bool, Field(description="остаётся ли в списке")]
    note: str
    verdict: VerdictFound | None
    in_answer: bool


class ShortlistReply(Reply):
    """Короткий список потребности: лучшие первыми."""

    need_id: int
    lines: list[ShortlistLine]
    snapshot: str
