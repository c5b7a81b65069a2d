"""Use cases of a mailing as staff look at it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.store import digests as store
from data.store import mailings as mail_store
from data.tables.digests import LetterAnswerRow, MailingChoiceRow
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import MAX_ID, CompanyRow, now
from service.access import Caller, may_plan_mail, may_see_mail
from service.digests.at_work import AtWork
from service.digests.bounds import DAYS, Wish
from service.digests.closeness import too_close
from service.errors import ForbiddenError, NotFoundError

PAGE = 50
PLANNING = "planning"


@dataclass(frozen=True)
class Seen:
    """A mailing with how many of its letters are in which state.

    `state` is that of the row, or `interrupted`, which nobody writes down: whoever wrote it is gone.
    """

    row: MailingRow
    counts: Counter[str]
    state: str


@dataclass(frozen=True)
class Figures:
    """Of one mailing as it is now; `too_close` tells of another one that went shortly before, or nothing."""

    num_items: int
    num_answered: int
    too_close: str


@dataclass(frozen=True)
class LetterSeen:
    """A letter and what its reader pressed, by place of the item; `choice` is how often it wants them."""

    row: LetterRow
    answers: Mapping[int, Sequence[LetterAnswerRow]]
    choice: MailingChoiceRow | None = None


class Mailings:
    """Raises ForbiddenError for whom mailings do not concern, NotFoundError."""

    def __init__(self, database: Database, at_work: AtWork) -> None:
        self._database, self._at_work = database, at_work

    def listed(self, caller: Caller, before: int | None = None, limit: int = PAGE) -> list[Seen]:
        """The newest first."""
        _check_sees(caller)
        with self._database.reading() as session:
            rows = store.mailings(session, limit, before)
            counts = store.counts_of(session, [row.id for row in rows])
        return [Seen(row, counts.get(row.id, Counter()), self._state(row)) for row in rows]

    def one(self, caller: Caller, id_: int) -> Seen:
        """The mailing."""
        _check_sees(caller)
        with self._database.reading() as session:
            row = found_mailing(session, id_)
            return Seen(row, mail_store.counts(session, id_), self._state(row))

    def figures(self, caller: Caller, id_: int) -> Figures:
        """What there is to know of it besides."""
        _check_sees(caller)
        with self._database.reading() as session:
            row = found_mailing(session, id_)
            days = row.limits.get("days", DAYS)
            warning = too_close(session, days, now(), id_) if row.state == "draft" else ""
            return Figures(store.num_items(session, id_), store.num_answered(session, id_), warning)

    def warning(self, caller: Caller, days: int) -> str:
        """What to tell of a new mailing with so few days between letters, or nothing."""
        _check_sees(caller)
        with self._database.reading() as session:
            return too_close(session, days, now())

    def last_wish(self) -> Wish:
        """Who signed the last one: most likely the next one too."""
        with self._database.reading() as session:
            row = store.last_mailing(session)
        return Wish("", row.manager_name, row.manager_phone, row.reply_to) if row else Wish()

    def letters(
        self, caller: Caller, id_: int, after: int = 0, state: str | None = None, limit: int = PAGE
    ) -> list[LetterSeen]:
        """A page of its letters, with what was answered to them."""
        _check(caller)
        with self._database.reading() as session:
            found_mailing(session, id_)
            rows = store.letters(session, id_, limit, after, state)
            answers = store.answers_of(session, [row.id for row in rows])
        return [LetterSeen(row, _by_item(answers.get(row.id, ()))) for row in rows]

    def letter(self, caller: Caller, id_: int, letter_id: int) -> LetterSeen:
        """One letter."""
        _check(caller)
        with self._database.reading() as session:
            row = found_letter(session, id_, letter_id)
            answers = store.answers_of(session, [letter_id])
            choice = store.choice_of(session, row.company_id)
        return LetterSeen(row, _by_item(answers.get(letter_id, ())), choice)

    def letter_of(self, caller: Caller, id_: int, company_id: int) -> LetterSeen:
        """The letter to that company."""
        _check(caller)
        with self._database.reading() as session:
            found_mailing(session, id_)
            query = select(LetterRow.id).where(
                LetterRow.mailing_id == id_, LetterRow.company_id == company_id
            )
            letter_id = session.scalar(query)
        if letter_id is None:
            raise NotFoundError("Этой компании в рассылке письма нет")
        return self.letter(caller, id_, letter_id)

    def without(self, caller: Caller, id_: int) -> list[tuple[CompanyRow, str]]:
        """Companies of the cluster that get none, and why, by name."""
        _check(caller)
        with self._database.reading() as session:
            reasons: dict[str, str] = found_mailing(session, id_).planned.get("without", {})
            query = select(CompanyRow).where(CompanyRow.id.in_([int(key) for key in reasons]))
            rows = session.scalars(query.order_by(CompanyRow.name_folded)).all()
        return [(row, reasons[str(row.id)]) for row in rows]

    def _state(self, row: MailingRow) -> str:
        is_left = row.state == PLANNING and not self._at_work.is_written(row.id)
        return "interrupted" if is_left else row.state


def end_writing(session: Session, mailing_id: int, state: str) -> None:
    """A mailing whose letters are written, unless staff have cancelled it meanwhile."""
    row = session.get_one(MailingRow, mailing_id)
    if row.state == PLANNING:
        row.state = state


def wish_of(row: MailingRow) -> Wish:
    """What the mailing says and who signs it."""
    return Wish(row.title, row.manager_name, row.manager_phone, row.reply_to, row.covering_words)


def _by_item(answers: Sequence[LetterAnswerRow]) -> dict[int, list[LetterAnswerRow]]:
    found: dict[int, list[LetterAnswerRow]] = {}
    for one in answers:
        found.setdefault(one.item, []).append(one)
    return found


def found_mailing(session: Session, id_: int) -> MailingRow:
    """The mailing. Raises NotFoundError."""
    row = mail_store.mailing(session, id_) if 0 < id_ <= MAX_ID else None
    if row is None:
        raise NotFoundError("Такой рассылки нет")
    return row


def found_letter(session: Session, id_: int, letter_id: int) -> LetterRow:
    """The letter with its company and mailing. Raises NotFoundError, also for one of another mailing."""
    found_mailing(session, id_)
    row = store.letter_with_company(session, letter_id) if 0 < letter_id <= MAX_ID else None
    if row is None or row.mailing_id != id_:
        raise NotFoundError("Такого письма в рассылке нет")
    return row


def _check_sees(caller: Caller) -> None:
    if not may_see_mail(caller) and not may_plan_mail(caller):
        raise ForbiddenError("Рассылки видят сотрудники")


def _check(caller: Caller) -> None:
    if not may_see_mail(caller):
        raise ForbiddenError("Письма видят сотрудники")
