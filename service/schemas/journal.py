"""JSON forms of the journal: requests, what happens to them, the outcome ledger."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from service.schemas.fields import (
    Amount,
    Channel,
    Form,
    LongText,
    NoResultReason,
    Query,
    RecordId,
    Reply,
    RequestEvent,
    RequestState,
    ShortText,
)
from service.schemas.records import NeedEntry, NeedReply

MAX_PASTED = 20_000


class RequestEntry(Form):
    """Новое обращение: текст, как он пришёл."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_PASTED, description="записка, письмо, сообщение")]
    channel: Channel


class OutcomeEntry(Form):
    """Чем кончилось: договор с компанией или причина, почему без результата; ровно одно из двух."""

    company_id: Annotated[RecordId | None, Field(description="с кем договор")] = None
    amount_rub: Annotated[Amount | None, Field(description="сумма договора")] = None
    reason: NoResultReason | None = None
    text: LongText | None = None


class RequestPatch(Form):
    """Правка обращения: только присланные поля.

    `need` подтверждает черновик, `outcome` закрывает, `reopen` открывает снова: за раз что-то одно.
    """

    responsible_id: Annotated[RecordId | None, Field(description="номер сотрудника")] = None
    deadline: Annotated[ShortText | None, Field(description="дата: 2026-12-01")] = None
    next_action: ShortText | None = None
    need: Annotated[NeedEntry | None, Field(description="потребность, прочитанная и проверенная")] = None
    outcome: OutcomeEntry | None = None
    reopen: Annotated[bool, Field(description="открыть закрытое снова")] = False


class EventEntry(Form):
    """Что произошло: заметка, кому передано, у кого запрошено КП, кто что ответил."""

    kind: RequestEvent
    text: LongText | None = None
    company_id: RecordId | None = None
    offer_id: RecordId | None = None
    amount_rub: Annotated[Amount | None, Field(description="сумма КП")] = None


class RequestQuery(Query):
    """Отбор обращений."""

    state: RequestState | None = None
    responsible_id: RecordId | None = None
    overdue: bool = False
    silent: bool = False
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class EventReply(Reply):
    """Одно событие истории."""

    id: int
    at: datetime
    by: str
    kind: str
    text: str | None
    company_id: int | None
    offer_id: int | None
    amount_rub: float | None


class RequestLine(Reply):
    """Обращение в списке."""

    id: int
    need_id: int | None
    text: str
    channel: str
    asked_by_company_id: int | None
    responsible_id: int | None
    deadline: date | None
    next_action: str | None
    state: str
    reason: str | None
    amount_rub: float | None
    created_by: str
    created_at: datetime
    closed_at: datetime | None


class ProposedNeed(Reply):
    """Что прочитано из текста: каждое слово стоит в нём самом."""

    title: str
    description: str
    kind: str | None
    volume: float | None
    unit: str | None
    place: str | None
    due: str | None
    company_id: int | None


class RequestReply(RequestLine):
    """Обращение с историей; у черновика — прочитанная потребность, дальше — заведённая."""

    proposed: ProposedNeed | None
    need: NeedReply | None
    silent: Annotated[list[int], Field(description="компании, которые не отвечают дольше положенного")]
    events: list[EventReply]


class RequestList(Reply):
    """Обращения: сначала те, чей срок ближе."""

    requests: list[RequestLine]
    by_state: dict[str, int]
    overdue: int
    silent: int


class OutcomeReply(Reply):
    """Месяц одной компании: от обращений до суммы договоров."""

    month: date
    company_id: int | None
    company: str
    received: int
    asked: int
    quoted: int
    contracts: int
    amount_rub: float
    no_result: int


class OutcomeList(Reply):
    """По месяцам, потом по компаниям."""

    outcomes: list[OutcomeReply]
