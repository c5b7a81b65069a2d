"""What two people made of one request at the same time, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from data.entry import EditConflict
from data.exchange.columns import NEEDS
from data.store.records import find
from data.tables.pool import CompanyRow, SlotRow, UserRow
from data.vocabulary import NO_RESULT_REASONS, REQUEST_STATES, russian
from service.api.context import services
from service.wording import day, number

_LABELS = {
    "responsible_id": "Ответственный",
    "deadline": "Закончить до",
    "next_action": "Следующий шаг",
    "next_on": "Когда",
    "slot_id": "Звено цепочки",
    "state": "Состояние",
    "reason": "Почему",
    "amount_rub": "Сумма договора, ₽",
    "company_id": "Компания",
    "subject": "Предмет договора",
    "signed_on": "Дата договора",
    "text": "Заметка",
}


def contested(conflict: EditConflict, people: Iterable[UserRow]) -> list[tuple[str, str, str]]:
    """Label, what is in the journal by now, and what the later one wanted."""
    names = {user.id: user.name for user in people}
    return [
        (_label(one.field), _told(one.field, one.theirs, names), _told(one.field, one.yours, names))
        for one in conflict.contested
    ]


def _label(field: str) -> str:
    return _LABELS.get(field) or next((c.title for c in NEEDS.columns if c.field == field), field)


def _told(field: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return "не указано"
    if field == "responsible_id":
        return names.get(value, "никто")
    if field == "state":
        return russian(REQUEST_STATES, value)
    if field == "reason":
        return russian(NO_RESULT_REASONS, value)
    if field in ("company_id", "slot_id"):
        return _named(field, value)
    if isinstance(value, date):
        return day(value)
    return number(float(value)) if isinstance(value, int | float) else str(value)


def _named(field: str, id_: int) -> str:
    with services().database.reading() as session:
        if field == "slot_id":
            slot = find(session, SlotRow, id_, archived=True)
            return slot.title if slot else ""
        company = find(session, CompanyRow, id_, archived=True)
        return company.name if company else ""
