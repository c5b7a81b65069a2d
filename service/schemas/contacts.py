"""JSON forms of requests for contact."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from data import vocabulary
from service.contacts.asking import About
from service.schemas.fields import Form, LongText, Query, RecordId, Reply

Note = Annotated[LongText, Field(description="что передать другой стороне")]
State = Annotated[
    Literal["asked", "granted", "passed", "declined", "expired", "withdrawn"],
    BeforeValidator(lambda value: vocabulary.english(vocabulary.CONTACT_STATES, value) or value),
    Field(description="ждёт ответа, согласились, контакты переданы, отказались, срок прошёл, отозван"),
]
Limit = Annotated[int, Field(ge=1, le=200)]
Cursor = Annotated[str | None, Field(max_length=100)]


class ContactEntry(Form):
    """Запрос контакта: по потребности, по предложению или к компании в целом — что-то одно."""

    need_id: RecordId | None = None
    offer_id: RecordId | None = None
    company_id: RecordId | None = None
    note: Note = ""

    @property
    def about(self) -> About:
        """What the contact is asked for."""
        return About(self.need_id, self.offer_id, self.company_id)


class StaffContactEntry(ContactEntry):
    """Запрос, который сотрудник записывает за участника."""

    asking_id: Annotated[RecordId, Field(description="компания, которая просит")]


class ContactAnswer(Form):
    """Ответ на запрос: согласны ли передать контакты."""

    granted: bool
    note: Note = ""


class OwnContactAnswer(ContactAnswer):
    """Ответ своей компании."""

    with_person: Annotated[
        bool, Field(description="передать и контактное лицо: имя, телефон, почту; оно согласно")
    ] = False


class ContactNote(Form):
    """Заметка или слова, которые передать."""

    note: Note = ""


class OwnContactQuery(Query):
    """Страница своих запросов."""

    direction: Annotated[
        Literal["sent", "received"], Field(description="sent — отправлены нами, received — пришли к нам")
    ] = "sent"
    limit: Limit = 50
    cursor: Cursor = None


class ContactQuery(Query):
    """Страница и отбор."""

    state: State | None = None
    company_id: Annotated[RecordId | None, Field(description="одна из двух сторон")] = None
    limit: Limit = 50
    cursor: Cursor = None


class Side(Reply):
    """Компания запроса."""

    id: int
    name: str
    fictional: bool


class PassedPerson(Reply):
    """Контактное лицо, как оно было передано."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class PassedContacts(Reply):
    """Что передано: только то, что есть."""

    phone: Annotated[str | None, Field(description="общий телефон")] = None
    email: Annotated[str | None, Field(description="общая почта")] = None
    website: str | None = None
    note: str | None = None
    person: PassedPerson | None = None


class ContactReply(Reply):
    """Запрос контакта. `asked` пуст, пока компания, чья потребность, не согласилась."""

    id: int
    state: str
    asking: Side
    asked: Side | None
    need_id: int | None
    offer_id: int | None
    about: str
    note: str | None
    passed: PassedContacts
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None


class ContactEvent(Reply):
    """Что произошло с запросом."""

    kind: str
    by: str
    at: datetime
    text: str | None


class ContactWhole(ContactReply):
    """Запрос с историей: для сотрудников."""

    events: list[ContactEvent]


class ContactList(Reply):
    """Запросы, новые первыми; `next_cursor` пуст на последней странице."""

    contacts: list[ContactReply]
    by_state: Annotated[dict[str, int], Field(description="сколько запросов в каждом состоянии")]
    next_cursor: str | None
