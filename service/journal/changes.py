"""What people type of a request itself: its text, responsible person, deadline, next step, slot."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange import cells
from data.exchange.cells import MAX_TEXT, CellError, clean_text
from data.exchange.rows import FieldError, sentence
from data.store import journal as store
from data.store.records import find
from data.tables.pool import SlotRow, UserRow
from data.vocabulary import CHANNELS, choices
from service.access import Caller, takes_requests
from service.wording import day

EDITED = ("responsible_id", "deadline", "next_action", "next_on", "slot_id")
NOT_RESPONSIBLE = "Такого сотрудника нет, или он читатель: читатели обращений не ведут"
_READERS = {"deadline": cells.day, "next_action": cells.title, "next_on": cells.day}


def checked_text(text: str, channel: str) -> str:
    """The text to keep. Raises EntryError."""
    cleaned = clean_text(text)
    wrong = []
    if not cleaned:
        wrong.append(FieldError("text", "Вставьте текст: записку о звонке, письмо или сообщение"))
    if len(cleaned) > MAX_TEXT:
        wrong.append(FieldError("text", f"Слишком длинный текст: {len(cleaned)} знаков, можно до {MAX_TEXT}"))
    if channel not in CHANNELS:
        wrong.append(FieldError("channel", f"Укажите, как пришло: {choices(CHANNELS)}"))
    if wrong:
        raise EntryError(wrong)
    return cleaned


def own_id(session: Session, caller: Caller) -> int | None:
    """Who writes a request down is responsible for it until it is given to somebody else."""
    kind, _, number = caller.actor.partition(":")
    people = {user.id for user in responsible_people(session)}
    return int(number) if kind == "user" and number.isdecimal() and int(number) in people else None


def checked_changes(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that may be changed, as they are kept. Raises EntryError."""
    read = {name: values[name] for name in EDITED if name in values}
    wrong = []
    if read.get("responsible_id") not in {None, *(user.id for user in responsible_people(session))}:
        wrong.append(FieldError("responsible_id", NOT_RESPONSIBLE))
    if read.get("slot_id") is not None and find(session, SlotRow, read["slot_id"]) is None:
        wrong.append(FieldError("slot_id", "Такого звена нет, или оно в архиве"))
    for name, reader in _READERS.items():
        try:
            if name in read:
                read[name] = reader(read[name])
        except CellError as error:
            wrong.append(FieldError(name, sentence(str(error))))
    if wrong:
        raise EntryError(wrong)
    return read


def responsible_people(session: Session) -> list[UserRow]:
    """Those to whom requests are given."""
    return [user for user in store.staff(session) if takes_requests(user.role)]


def changes_told(session: Session, changed: Mapping[str, Any]) -> str:
    """«ответственный: Маша; срок: 01.12.2026»."""
    names = {user.id: user.name for user in store.staff(session)}
    slot = find(session, SlotRow, changed.get("slot_id"), archived=True)
    told = {
        "responsible_id": f"ответственный: {names.get(changed.get('responsible_id') or 0, 'никто')}",
        "deadline": f"срок: {_day(changed.get('deadline'))}",
        "next_action": f"дальше: {changed.get('next_action') or 'не указано'}",
        "next_on": f"когда: {_day(changed.get('next_on'))}",
        "slot_id": f"звено: {slot.title if slot else 'не указано'}",
    }
    return "; ".join(told[name] for name in EDITED if name in changed)


def _day(value: Any) -> str:
    return day(value) if value else "не указан"
