"""Use cases of a mailing as staff look at it and change it before they approve it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.digest_tables import LetterAnswerRow
from data.mail_tables import LetterRow, MailingRow
from data.store import digests as store
from data.store import mailings as mail_store
from data.tables import MAX_ID, CompanyRow
from service.access import Caller, may_plan_mail, may_see_mail, may_send_mail
from service.digests.bounds import Wish
from service.digests.planning import AT_ONCE, fill
from service.digests.rendering import Addressed, Rendering
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.approval import Approval

PAGE = 50
APPROVED_SINCE = (
    "После составления утвердили другую рассылку: составьте эту заново, иначе кто-то получит то же"
)
ONLY_DRAFTS = "Менять можно только черновик"


@dataclass(frozen=True)
class Seen:
    """A mailing with how many of its letters are in which state."""

    row: MailingRow
    counts: Counter[str]


@dataclass(frozen=True)
class LetterSeen:
    """A letter and what its reader pressed, by place of the item."""

    row: LetterRow
    answers: Mapping[int, Sequence[LetterAnswerRow]]


class Mailings:
    """Raises ForbiddenError for whom mailings do not concern, NotFoundError, InvalidError."""

    def __init__(self, database: Database, rendering: Rendering, approval: Approval) -> None:
        self._database, self._rendering, self._approval = database, rendering, approval

    def listed(self, caller: Caller, before: int | None = None, limit: int = PAGE) -> list[Seen]:
        """The newest first."""
        _check_sees(caller)
        with self._database.reading() as session:
            rows = store.mailings(session, limit, before)
            counts = store.counts_of(session, [row.id for row in rows])
        return [Seen(row, counts.get(row.id, Counter())) for row in rows]

    def one(self, caller: Caller, id_: int) -> Seen:
        """The mailing."""
        _check_sees(caller)
        with self._database.reading() as session:
            row = _mailing(session, id_)
            return Seen(row, mail_store.counts(session, id_))

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
            _mailing(session, id_)
            rows = store.letters(session, id_, limit, after, state)
            answers = store.answers_of(session, [row.id for row in rows])
        return [LetterSeen(row, _by_item(answers.get(row.id, ()))) for row in rows]

    def letter(self, caller: Caller, id_: int, letter_id: int) -> LetterSeen:
        """One letter."""
        _check(caller)
        with self._database.reading() as session:
            row = _letter(session, id_, letter_id)
            answers = store.answers_of(session, [letter_id])
        return LetterSeen(row, _by_item(answers.get(letter_id, ())))

    def letter_of(self, caller: Caller, id_: int, company_id: int) -> LetterSeen:
        """The letter to that company."""
        _check(caller)
        with self._database.reading() as session:
            _mailing(session, id_)
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
            reasons: dict[str, str] = _mailing(session, id_).planned.get("without", {})
            query = select(CompanyRow).where(CompanyRow.id.in_([int(key) for key in reasons]))
            rows = session.scalars(query.order_by(CompanyRow.name_folded)).all()
        return [(row, reasons[str(row.id)]) for row in rows]

    def reword(self, caller: Caller, id_: int, wish: Wish) -> None:
        """Other covering words, manager or title: all drafts are written anew."""
        _check_sends(caller)
        wish.check()
        with self._database.changing(caller.actor, "mailings.reword", str(id_)) as session:
            row = _draft(session, id_)
            for name, value in asdict(wish).items():
                setattr(row, name, value)
            row.state = "planning"  # nobody approves half of it
        try:
            self._rewrite(id_, wish)
        finally:
            with self._database.noting() as session:
                session.get_one(MailingRow, id_).state = "draft"

    def exclude(self, caller: Caller, id_: int, letter_id: int, item: int | None = None) -> None:
        """The letter does not go, or goes without one item; done twice it is done once."""
        self._leave_out(caller, id_, letter_id, item, is_out=True)

    def restore(self, caller: Caller, id_: int, letter_id: int, item: int | None = None) -> None:
        """Takes that back."""
        self._leave_out(caller, id_, letter_id, item, is_out=False)

    def approve(self, caller: Caller, id_: int) -> MailingRow:
        """Once, however often it is asked. Raises also what Approval.approve raises."""
        _check_sends(caller)
        with self._database.reading() as session:
            row = _mailing(session, id_)
            if row.state == "draft" and store.approved_since(session, row.created_at, row.id):
                raise InvalidError([("", APPROVED_SINCE)])
        return self._approval.approve(caller, id_)

    def _rewrite(self, id_: int, wish: Wish) -> None:
        after = 0
        while True:
            with self._database.noting() as session:
                rows = store.letters(session, id_, AT_ONCE, after)
                for row in rows:
                    fill(row, self._rendering, Addressed(row.id, row.company.name), wish)
            if not rows:
                return
            after = rows[-1].id

    def _leave_out(self, caller: Caller, id_: int, letter_id: int, item: int | None, *, is_out: bool) -> None:
        _check_sends(caller)
        verb = "exclude" if is_out else "restore"
        with self._database.changing(caller.actor, f"letters.{verb}", str(letter_id)) as session:
            mailing = _draft(session, id_)
            letter = _letter(session, id_, letter_id)
            if item is not None:
                if not 0 <= item < len(letter.items):
                    raise NotFoundError("Такого пункта в письме нет")
                letter.items = [
                    one | {"left_out": is_out} if place == item else one
                    for place, one in enumerate(letter.items)
                ]
                fill(letter, self._rendering, Addressed(letter.id, letter.company.name), wish_of(mailing))
            is_empty = all(one.get("left_out") for one in letter.items)
            if is_empty or (item is None and is_out):
                letter.state, letter.reason = "excluded", "empty" if is_empty else "excluded"
            elif item is None or letter.reason == "empty":
                letter.state, letter.reason = "draft", None


def wish_of(row: MailingRow) -> Wish:
    """What the mailing says and who signs it."""
    return Wish(row.title, row.manager_name, row.manager_phone, row.reply_to, row.covering_words)


def _by_item(answers: Sequence[LetterAnswerRow]) -> dict[int, list[LetterAnswerRow]]:
    found: dict[int, list[LetterAnswerRow]] = {}
    for one in answers:
        found.setdefault(one.item, []).append(one)
    return found


def _mailing(session: Session, id_: int) -> MailingRow:
    row = mail_store.mailing(session, id_) if 0 < id_ <= MAX_ID else None
    if row is None:
        raise NotFoundError("Такой рассылки нет")
    return row


def _draft(session: Session, id_: int) -> MailingRow:
    row = _mailing(session, id_)
    if row.state != "draft":
        raise InvalidError([("", ONLY_DRAFTS)])
    return row


def _letter(session: Session, id_: int, letter_id: int) -> LetterRow:
    _mailing(session, id_)
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


def _check_sends(caller: Caller) -> None:
    if not may_send_mail(caller):
        raise ForbiddenError("Рассылками распоряжаются сотрудники")
