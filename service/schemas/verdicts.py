"""JSON forms of verdicts: given and listed."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from models.publishing import NAME_PATTERN
from service.judging.feedback import Judgement
from service.schemas.fields import Amount, Form, Query, RecordId, Reply, Verdict, VerdictReason
from service.schemas.search import NeedForm


def _named(value: str) -> str:
    if not re.fullmatch(NAME_PATTERN, value):
        raise ValueError("назовите снимок, как он стоит в ответе поиска")
    return value


class VerdictEntry(Form):
    """Вердикт о паре: потребность (текст или номер) и предложение; у предварительного — компания."""

    need: Annotated[NeedForm | None, Field(description="потребность, как её спросили")] = None
    need_id: RecordId | None = None
    offer_id: Annotated[RecordId | None, Field(description="предложение из ответа")] = None
    company_id: Annotated[
        RecordId | None,
        Field(description="компания: когда у предложения нет номера или речь обо всей компании"),
    ] = None
    verdict: Verdict
    reason: Annotated[VerdictReason | None, Field(description="только у «не подходит», и там нужна")] = None
    amount_rub: Annotated[Amount | None, Field(description="сумма договора")] = None
    rank: Annotated[
        int | None, Field(ge=1, le=1000, description="каким по счёту компания стояла в ответе")
    ] = None
    snapshot: Annotated[
        str,
        Field(description="снимок из ответа", json_schema_extra={"pattern": f"^{NAME_PATTERN}$"}),
        AfterValidator(_named),
    ]

    def as_judgement(self) -> Judgement:
        """What the use case takes."""
        named = self.model_dump(exclude={"need"})
        return Judgement(need=self.need.as_need() if self.need else None, **named)


class VerdictReply(Reply):
    """Действующий вердикт; у потребности из пула стоит и номер, и текст той минуты."""

    id: int
    need_id: int | None
    need_text: str | None
    company_id: int
    offer_id: int | None
    verdict: str
    reason: str | None
    amount_rub: float | None
    rank: int | None
    snapshot: str
    given_by: str
    given_at: datetime


class VerdictList(Reply):
    """Действующие вердикты, новые первыми."""

    verdicts: list[VerdictReply]


class VerdictListQuery(Query):
    """Отбор и сколько."""

    need_id: RecordId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
