"""JSON forms of mailings."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.digests.bounds import MAX_NAME, MAX_WORDS, MOST
from service.schemas.fields import Form, Query, Reply


class BoundsEntry(Form):
    """Чего в рассылке не больше и не меньше скольких; без полей — как обычно."""

    items: Annotated[int, Field(ge=1, le=MOST["items"], description="пунктов в письме, не больше")] = 5
    of_a_kind: Annotated[int, Field(ge=1, le=MOST["of_a_kind"], description="пунктов одного вида")] = 3
    of_a_topic: Annotated[
        int, Field(ge=1, le=MOST["of_a_topic"], description="пунктов об одном и том же")
    ] = 2
    letters: Annotated[
        int, Field(ge=1, le=MOST["letters"], description="писем, называющих одну компанию, не больше")
    ] = 5
    exposure: Annotated[
        int, Field(ge=0, le=MOST["exposure"], description="писем о каждой подходящей компании, не меньше")
    ] = 1
    days: Annotated[int, Field(ge=0, le=MOST["days"], description="дней между письмами одной компании")] = 28


class MailingEntry(Form):
    """Новая рассылка: черновики писем от менеджера."""

    title: Annotated[str, Field(max_length=MAX_NAME)]
    manager_name: Annotated[str, Field(max_length=MAX_NAME)]
    manager_phone: Annotated[str, Field(max_length=MAX_NAME)]
    reply_to: Annotated[str, Field(max_length=254, description="почта для ответов")]
    covering_words: Annotated[str, Field(max_length=MAX_WORDS)] = ""
    bounds: BoundsEntry = BoundsEntry()


class MailingQuery(Query):
    """Страница списка."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=100)] = None


class Planned(Reply):
    """Что получилось в плане."""

    letters: int = 0
    items: int = 0
    value: Annotated[float, Field(description="сколько пунктов, как ожидается, подхватят обе стороны")] = 0
    gini: Annotated[float, Field(description="насколько неровно названы компании: 0 — поровну")] = 0
    unseen: Annotated[int, Field(description="сколько подходящих компаний не названо нигде")] = 0
    most_named: Annotated[int, Field(description="в скольких письмах названа самая частая")] = 0
    missed: Annotated[int, Field(description="скольких упоминаний не хватило до наименьшего")] = 0
    gap: Annotated[float, Field(description="насколько план мог бы быть лучше; 0 — лучший, доказано")] = 0
    seconds: float = 0


class MailingReply(Reply):
    """Рассылка; `letters` — сколько писем в каком состоянии."""

    id: int
    title: str
    state: str
    letters: dict[str, int]
    planned: Planned
    limits: dict[str, int]
    created_at: datetime
    approved_at: datetime | None
    ends_at: datetime | None


class MailingList(Reply):
    """Рассылки, новые первыми."""

    mailings: list[MailingReply]
    next_cursor: str | None
