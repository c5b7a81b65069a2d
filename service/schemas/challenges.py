"""JSON forms of challenges."""

from typing import Annotated

from pydantic import Field

from service.schemas.fields import ChallengeTopic, Form, LongText, RecordId, Reply
from service.schemas.search import CompanyShort


class ChallengeEntry(Form):
    """Вызов: что держит компанию и не покупается."""

    company_id: RecordId
    topic: ChallengeTopic
    text: LongText


class ChallengeReply(Reply):
    """Вызов компании."""

    id: int
    company_id: int
    topic: str
    text: str


class ToldChallenge(Reply):
    """Что сказала компания."""

    id: int
    company: CompanyShort
    text: str


class ChallengeGroupReply(Reply):
    """Вызовы об одном и том же; заголовок — словами одной из компаний."""

    topic: str
    title: str
    companies: Annotated[int, Field(description="скольким компаниям мешает")]
    challenges: list[ToldChallenge]


class ChallengeList(Reply):
    """Темы по порядку, в теме сначала самое частое."""

    groups: list[ChallengeGroupReply]
