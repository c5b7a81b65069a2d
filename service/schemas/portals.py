"""JSON forms of portal tokens."""

from typing import Annotated

from pydantic import Field

from service.schemas.fields import Form, RecordId, Reply
from service.schemas.search import CompanyShort


class TokenEntry(Form):
    """За какую компанию вошёл пользователь портала."""

    company: Annotated[
        RecordId | Annotated[str, Field(min_length=1, max_length=200)],
        Field(description="код, ИНН или номер компании в «Связке»"),
    ]


class TokenReply(Reply):
    """Пропуск: его передают виджету или в заголовке Authorization: Bearer."""

    token: str
    expires_in: Annotated[int, Field(description="сколько секунд пропуск действует")]
    company: CompanyShort
