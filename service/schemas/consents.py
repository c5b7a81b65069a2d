"""JSON forms of consents."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Form, Query, RecordId, Reply, ShortText

ConsentKind = Annotated[
    Literal["contacts", "letters", "portal"],
    Field(
        description="contacts — показывать контактное лицо, letters — присылать рекомендации,"
        " portal — показывать компанию в порталах"
    ),
]
Version = Annotated[int, Field(ge=1, le=10_000, description="версия прочитанного текста")]


class ConsentEntry(Form):
    """Согласие своей компании с текстом, который прочитан."""

    kind: ConsentKind
    version: Version


class CompanyConsentEntry(Form):
    """Ответ компании, который пришёл сотрудникам на бумаге или письмом."""

    kind: ConsentKind
    version: Version
    given: Annotated[bool, Field(description="согласие или отказ")] = True
    basis: Annotated[Literal["paper", "mail"], Field(description="на бумаге или письмом по почте")]
    document: Annotated[ShortText, Field(description="номер, дата, от кого")]


class ConsentPath(Query):
    """Вид согласия в адресе."""

    kind: ConsentKind


class CompanyPath(Query):
    """Номер компании в адресе."""

    id: RecordId


class ConsentAnswer(Reply):
    """Один ответ компании."""

    given: bool
    version: int
    text_sha256: Annotated[str, Field(description="sha256 текста, на который ответили")]
    basis: Annotated[str, Field(description="own — сама компания, paper — на бумаге, mail — письмом")]
    document: str | None
    at: datetime


class ConsentReply(Reply):
    """Одно согласие: действует ли, с каким текстом, что отвечали; последний ответ первым."""

    kind: str
    stands: bool
    version: Annotated[int, Field(description="версия текста, который спрашивают теперь")]
    text: str
    answers: list[ConsentAnswer]


class ConsentList(Reply):
    """Все согласия компании."""

    consents: list[ConsentReply]
