"""Use cases of requests for contact: asked, answered by the other side or for it, passed, taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.orm import Session

from data.database import Database
from data.store import contacts as store
from data.tables.contacts import WAITING_STATES, ContactEventRow, ContactRow
from data.tables.pool import CompanyRow, now
from service.access import (
    Caller,
    may_answer_contacts,
    may_ask_contacts,
    may_keep_contacts,
    sees_contact,
)
from service.consents.consents import Consents
from service.contacts.asking import (
    NOT_THERE,
    About,
    Limits,
    asking_company,
    check_limits,
    read_note,
    refused,
    request_about,
)
from service.contacts.journal_feed import note_answer, note_asking
from service.contacts.passing import passed_of
from service.errors import ForbiddenError, NotFoundError

ANSWERED = "На этот запрос уже ответили"
LATE = "Срок ответа прошёл: запрос нужно отправить снова"
NOTHING = "Передать нечего: у компании нет общих телефона, почты и сайта. Напишите, как с ней связаться"
ANSWERS = {"granted", "passed", "declined"}


class Contacts:
    """Each use case is one transaction: state, history and the journal change together.

    Each raises NotFoundError for what the caller does not see, ForbiddenError, and EntryError.
    """

    def __init__(self, database: Database, consents: Consents, limits: Limits) -> None:
        self._database = database
        self._consents = consents
        self._limits = limits

    def agreed(self, session: Session, company_id: int) -> set[int]:
        """Needs whose owners have agreed to be named to this company."""
        return store.agreed_needs(session, company_id)

    def ask(self, caller: Caller, about: About, note: str = "", asking_id: int | None = None) -> int:
        """Asks in the name of the caller's company, or of `asking_id` where staff ask; returns the id.

        The same asked again while the first waits or has succeeded is the first one.
        """
        asking_id = asking_id or caller.company_id
        if not may_ask_contacts(caller, asking_id):
            raise ForbiddenError("Контакты запрашивают участники и сотрудники ассоциации за них")
        read, moment = read_note(note), now()
        with self._database.changing(caller.actor, "contacts.ask") as session:
            row = request_about(session, caller, asking_company(session, asking_id), about)
            last = store.same_contact(session, row)
            if last is not None and store.state_at(last, moment) in (*WAITING_STATES, "passed"):
                return last.id
            check_limits(session, row, self._limits, moment)
            row.note, row.created_by = read, caller.actor
            row.expires_at = moment + timedelta(days=self._limits.days)
            session.add(row)
            session.flush()
            _happened(row, caller, "asked")
            note_asking(session, caller, row)
            return row.id

    def grant(self, caller: Caller, id_: int, note: str = "", with_person: bool = False) -> None:
        """A yes; what there is to pass is passed at once, otherwise staff pass it by hand.

        `with_person` lets this one company know the named person: only the asked company itself says that.
        """
        read = read_note(note)
        with self._answering(caller, id_, "granted") as (session, row):
            if row is None:
                return
            if row.need is not None and row.need.archived_at:
                raise refused("state", "Потребность в архиве: контакты по ней не передают")
            row.with_person = with_person and caller.owns(row.asked_id)
            self._pass(session, caller, row, read)

    def decline(self, caller: Caller, id_: int, note: str = "") -> None:
        """A no; the note is for staff, the asking company sees only that it was refused."""
        read = read_note(note)
        with self._answering(caller, id_, "declined", read) as (session, row):
            if row is not None:
                note_answer(session, caller, row, "note", "контакт не передан: компания отказалась")

    def pass_on(self, caller: Caller, id_: int, note: str = "") -> None:
        """Staff pass what could not be passed at once."""
        read = read_note(note)
        with self._changing(caller, id_, "contacts.pass") as (session, row):
            if row.state == "passed":
                return
            if row.state != "granted":
                raise refused("state", "Сначала нужен ответ: согласны ли передать контакты")
            self._pass(session, caller, row, read)
            if row.state != "passed":
                raise refused("note", NOTHING)

    def withdraw(self, caller: Caller, id_: int) -> None:
        """The asking company needs it no longer."""
        with self._database.changing(caller.actor, "contacts.withdraw", str(id_)) as session:
            row = _found(session, caller, id_)
            if not may_ask_contacts(caller, row.asking_id):
                raise ForbiddenError("Запрос отзывает тот, кто его отправил")
            if row.state == "withdrawn":
                return
            if store.state_at(row, now()) not in WAITING_STATES:
                raise refused("state", "Этот запрос уже завершён: отозвать нечего")
            row.state = "withdrawn"
            _happened(row, caller, "withdrawn")

    def undo(self, caller: Caller, id_: int) -> None:
        """Takes the last answer back: what was passed is shown no longer, and the request waits again."""
        with self._changing(caller, id_, "contacts.undo") as (session, row):
            if row.state == "asked":
                return
            if row.state not in ANSWERS:
                raise refused("state", "Отменить можно только ответ")
            if row.state == "passed":
                note_answer(session, caller, row, "note", "передача контактов отменена")
            row.state, row.passed, row.passed_at, row.answered_at = "asked", {}, None, None
            row.with_person = False
            row.expires_at = max(row.expires_at, now() + timedelta(days=self._limits.days))
            _happened(row, caller, "undone")

    def note(self, caller: Caller, id_: int, told: str) -> None:
        """A line for staff."""
        read = read_note(told)
        if read is None:
            raise refused("note", "Напишите, что произошло")
        with self._changing(caller, id_, "contacts.note") as (_, row):
            _happened(row, caller, "note", read)

    def expire(self) -> int:
        """Writes down which requests nobody answered in time; returns how many."""
        with self._database.changing("service", "contacts.expire") as session:
            return store.expire_late(session, now())

    def _pass(self, session: Session, caller: Caller, row: ContactRow, note: str | None) -> None:
        consented = row.with_person or self._consents.stands(session, row.asked_id, "contacts")
        told = passed_of(session.get_one(CompanyRow, row.asked_id), consented, note)
        if not told:
            return
        row.passed, row.passed_at, row.state = told, now(), "passed"
        _happened(row, caller, "passed")
        note_answer(session, caller, row, "passed", "контакты заказчика переданы")

    @contextmanager
    def _answering(
        self, caller: Caller, id_: int, state: str, note: str | None = None
    ) -> Iterator[tuple[Session, ContactRow | None]]:
        """The request with its answer; None where the same was answered before."""
        with self._database.changing(caller.actor, f"contacts.{state}", str(id_)) as session:
            row = _found(session, caller, id_)
            if not may_answer_contacts(caller, row.asked_id):
                raise ForbiddenError("Отвечает компания, у которой спрашивают, или сотрудники за неё")
            if row.state == state or (row.state, state) == ("passed", "granted"):
                yield session, None
                return
            if (told := store.state_at(row, now())) != "asked":
                raise refused("state", LATE if told == "expired" else ANSWERED)
            row.state, row.answered_at = state, now()
            _happened(row, caller, state, note)
            yield session, row

    @contextmanager
    def _changing(self, caller: Caller, id_: int, action: str) -> Iterator[tuple[Session, ContactRow]]:
        with self._database.changing(caller.actor, action, str(id_)) as session:
            row = _found(session, caller, id_)
            if not may_keep_contacts(caller):
                raise ForbiddenError("Запросы контактов ведут сотрудники ассоциации")
            yield session, row


def _found(session: Session, caller: Caller, id_: int) -> ContactRow:
    row = store.find_contact(session, id_)
    if row is None or not sees_contact(caller, row.asking_id, row.asked_id):
        raise NotFoundError(NOT_THERE)
    return row


def _happened(row: ContactRow, caller: Caller, kind: str, text: str | None = None) -> None:
    row.events.append(ContactEventRow(kind=kind, by=caller.actor, text=text))
