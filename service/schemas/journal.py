"""JSON forms of the journal: requests, what happens to them, the outcome ledger."""

from datetime import date, datetime
from typing import Annotated, Literal

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
from service.schemas.report import From, ReportQuery, To

MAX_PASTED = 20_000


class RequestEntry(Form):
    """Новое обращение: текст, как он пришёл."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_PASTED, description="записка, письмо, сообщение")]
    channel: Channel


class OutcomeEntry(Form):
    """Чем кончилось: договор с компанией или причина, почему без результата; ровно одно из двух."""

    company_id: Annotated[RecordId | None, Field(description="с кем договор")] = None
    amount_rub: Annotated[Amount | None, Field(description="сумма договора")] = None
    subject: Annotated[ShortText | None, Field(description="предмет договора; иначе — потребность")] = None
    signed_on: Annotated[ShortText | None, Field(description="дата договора; иначе — сегодня")] = None
    reason: NoResultReason | None = None
    text: LongText | None = None


class RequestPatch(Form):
    """Правка обращения: только присланные поля.

    `need` подтверждает черновик, `outcome` закрывает, `reopen` открывает снова: за раз что-то одно.
    С `version` чужая правка тех же полей не затирается: ответ 409.
    """

    responsible_id: Annotated[RecordId | None, Field(description="номер сотрудника")] = None
    deadline: Annotated[ShortText | None, Field(description="дата: 2026-12-01")] = None
    next_action: ShortText | None = None
    next_on: Annotated[ShortText | None, Field(description="когда следующий шаг: 2026-12-01")] = None
    slot_id: Annotated[RecordId | None, Field(description="для какого звена цепочки")] = None
    version: Annotated[int | None, Field(ge=1, description="какую версию видел правивший")] = None
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
    """Отбор обращений; условия сочетаются через «и»."""

    state: RequestState | None = None
    responsible_id: RecordId | None = None
    company_id: Annotated[RecordId | None, Field(description="кто обратился")] = None
    chain_id: Annotated[RecordId | None, Field(description="цепочка звена")] = None
    text: Annotated[
        ShortText | None, Field(description="слова обращения, потребности, компании или номер")
    ] = None
    from_: From = None
    to: To = None
    overdue: bool = False
    today: Annotated[bool, Field(description="срок или следующий шаг сегодня")] = False
    silent: bool = False
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=100)] = None


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
    text: Annotated[str | None, Field(description="вставленный текст; читателю — null")]
    about: Annotated[str | None, Field(description="о чём из текста это обращение, если текст о нескольком")]
    channel: str
    asked_by_company_id: int | None
    responsible_id: int | None
    deadline: date | None
    next_action: str | None
    next_on: date | None
    slot_id: int | None
    state: str
    reason: str | None
    amount_rub: float | None
    contract_id: int | None
    created_by: str
    created_at: datetime
    closed_at: datetime | None
    version: int


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
    things: Annotated[list[str], Field(description="нужное, если текст просит нескольких вещей")]
    need: NeedReply | None
    silent: Annotated[list[int], Field(description="компании, которые не отвечают дольше положенного")]
    events: list[EventReply]


class RequestList(Reply):
    """Обращения: сначала те, чей срок ближе."""

    requests: list[RequestLine]
    by_state: dict[str, int]
    overdue: int
    today: int
    silent: int
    next_cursor: str | None


class OutcomeQuery(ReportQuery):
    """Период итогов, без дат — текущий квартал, и по чему их сложить."""

    group: Literal["month", "company", "chain", "responsible"] = "month"


class OutcomeReply(Reply):
    """Что произошло за период с обращениями одной группы; `passed`, `asked`, `quoted` считают поставщиков.

    `key` — первый день месяца или номер, null — не указано.
    """

    key: date | int | None
    name: str
    received: int
    passed: int
    asked: int
    quoted: int
    contracts: int
    amount_rub: float
    no_result: int
    reasons: Annotated[dict[str, int], Field(description="почему без результата")]
    days_to_quotation: Annotated[float | None, Field(description="медиана дней до первого КП")]
    days_to_contract: Annotated[float | None, Field(description="медиана дней до договора")]


class OutcomeList(Reply):
    """Итоги по группам и всего."""

    outcomes: list[OutcomeReply]
    total: OutcomeReply


class QuotationQuery(Query):
    """Кому пишем и согласен ли заявитель, чтобы его назвали."""

    company_id: Annotated[list[RecordId], Field(min_length=1, max_length=50)]
    named: bool = False


class QuotationReply(Reply):
    """Запрос КП готовым текстом: для письма, для мессенджера, напоминание."""

    subject: str
    letter: str
    message: str
    reminder: str
    mail_link: Annotated[str, Field(description="ссылка mailto: с темой и текстом")]
    mail_link_is_whole: Annotated[bool, Field(description="весь ли текст поместился в ссылку")]
    facts: dict[str, str]
    questions: list[str]


class SplitReply(Reply):
    """Черновики, на которые разделён текст; у каждого он целиком."""

    ids: list[int]
