"""Use cases of requests: written down, confirmed as needs, handed out, listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import cells, entry
from data.cells import MAX_TEXT, CellError, clean_text
from data.database import Database
from data.entry import EntryError
from data.journal_tables import RequestRow
from data.periods import Period
from data.references import places
from data.rows import FieldError, sentence
from data.store import journal as store
from data.store.journal import Selection
from data.store.pool import company_profile
from data.tables import CompanyRow, NeedRow, UserRow, now
from data.vocabulary import CHANNELS, REQUEST_STATES, choices
from models.reading.request_draft import RequestDraft, read_request
from service.access import Caller
from service.journal.keeping import check_caller, found, happened, open_request, refused
from service.journal.outcomes import Outcome, outcomes
from service.journal.waiting import Asked, asked_companies
from service.wording import day

MAX_LISTED = 200
EDITED = ("responsible_id", "deadline", "next_action")


@dataclass(frozen=True)
class JournalPage:
    """The requests selected, and how many there are of every kind."""

    requests: list[RequestRow]
    by_state: Mapping[str, int]
    num_overdue: int
    num_silent: int
    silent_ids: frozenset[int]


class Journal:
    """Nothing that was pasted is lost; every change is one transaction with a line in the history.

    Every use case raises ForbiddenError for a caller whom the journal is hidden from.
    """

    def __init__(self, database: Database, silence_days: int) -> None:
        self._database = database
        self._patience = timedelta(days=silence_days)

    def listed(self, caller: Caller, selection: Selection, limit: int = MAX_LISTED) -> JournalPage:
        """What is due first comes first."""
        check_caller(caller)
        with self._database.reading() as session:
            silent = store.requests(session, self.silent(), MAX_LISTED)
            return JournalPage(
                requests=store.requests(session, selection, limit),
                by_state=dict.fromkeys(REQUEST_STATES, 0) | store.counts_by_state(session),
                num_overdue=store.count(session, self.overdue()),
                num_silent=store.count(session, self.silent()),
                silent_ids=frozenset(row.id for row in silent),
            )

    def silent(self) -> Selection:
        """Requests of which a company has not answered for too long."""
        return Selection(silent_since=now() - self._patience)

    def overdue(self) -> Selection:
        """Open requests past their deadline."""
        return Selection(overdue_on=date.today())

    def request(self, caller: Caller, id_: int) -> RequestRow:
        """One with its history. Raises NotFoundError."""
        check_caller(caller)
        with self._database.reading() as session:
            return found(session, id_)

    def asked(self, row: RequestRow) -> list[Asked]:
        """The companies that the request was passed to, and what each of them said."""
        return asked_companies(row.events, now() - self._patience)

    def people(self, caller: Caller) -> list[UserRow]:
        """Who may be responsible."""
        check_caller(caller)
        with self._database.reading() as session:
            return store.staff(session)

    def proposal(self, caller: Caller, row: RequestRow) -> RequestDraft:
        """The need as the pasted text tells it."""
        check_caller(caller)
        with self._database.reading() as session:
            live = select(CompanyRow).where(CompanyRow.archived_at.is_(None))
            companies = [company_profile(company) for company in session.scalars(live)]
        return read_request(row.text, places(), companies)

    def draft(self, caller: Caller, text: str, channel: str) -> RequestRow:
        """A request to be confirmed; the same text sent twice makes one. Raises EntryError."""
        check_caller(caller)
        text = _checked_text(text, channel)
        with self._database.changing(caller.actor, "requests.create") as session:
            row = store.same_draft(session, text, caller.actor)
            if row is None:
                row = RequestRow(text=text, channel=channel, created_by=caller.actor)
                row.responsible_id = _own_id(session, caller)
                session.add(row)
                session.flush()
                happened(session, row, caller, "received")
            id_ = row.id
        return self.request(caller, id_)

    def confirm(self, caller: Caller, id_: int, values: Mapping[str, Any]) -> None:
        """The need of a company goes into the pool, private unless told otherwise. Raises EntryError."""
        check_caller(caller)
        with self._database.changing(caller.actor, "requests.confirm", str(id_)) as session:
            row = open_request(session, id_)
            if row.need_id is not None:
                raise refused("need", "Потребность уже заведена: правьте её карточку")
            need = entry.create(session, NeedRow, values)
            row.need_id, row.asked_by_company_id, row.state = need.id, need.company_id, "in_progress"
            happened(session, row, caller, "confirmed", text=need.title, company_id=need.company_id)

    def change(self, caller: Caller, id_: int, values: Mapping[str, Any]) -> None:
        """Who is responsible, the deadline, the next action; only what is given. Raises EntryError."""
        check_caller(caller)
        with self._database.changing(caller.actor, "requests.change", str(id_)) as session:
            row = open_request(session, id_)
            read = _checked(session, values)
            changed = {name: value for name, value in read.items() if getattr(row, name) != value}
            for name, value in changed.items():
                setattr(row, name, value)
            if changed:
                happened(session, row, caller, "changed", text=_told(session, changed))

    def outcomes(self, caller: Caller, period: Period) -> list[Outcome]:
        """From requests to contracts, by month and by who asked."""
        check_caller(caller)
        with self._database.reading() as session:
            return outcomes(store.events_between(session, *period.moments))


def _checked_text(text: str, channel: str) -> str:
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


def _own_id(session: Session, caller: Caller) -> int | None:
    """Who writes a request down is responsible for it until it is given to somebody else."""
    kind, _, number = caller.actor.partition(":")
    people = {user.id for user in store.staff(session)}
    return int(number) if kind == "user" and number.isdecimal() and int(number) in people else None


def _checked(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    read = {name: values[name] for name in EDITED if name in values}
    wrong = []
    if read.get("responsible_id") not in {None, *(user.id for user in store.staff(session))}:
        wrong.append(FieldError("responsible_id", "Такого сотрудника нет"))
    for name, reader in (("deadline", cells.day), ("next_action", cells.title)):
        try:
            if name in read:
                read[name] = reader(read[name])
        except CellError as error:
            wrong.append(FieldError(name, sentence(str(error))))
    if wrong:
        raise EntryError(wrong)
    return read


def _told(session: Session, changed: Mapping[str, Any]) -> str:
    names = {user.id: user.name for user in store.staff(session)}
    deadline = changed.get("deadline")
    told = {
        "responsible_id": f"ответственный: {names.get(changed.get('responsible_id') or 0, 'никто')}",
        "deadline": f"срок: {day(deadline) if deadline else 'не указан'}",
        "next_action": f"дальше: {changed.get('next_action') or 'не указано'}",
    }
    return "; ".join(told[name] for name in EDITED if name in changed)
