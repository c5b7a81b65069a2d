"""Use cases of a mailing before it goes: other words, letters and items left out, the approval."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy.orm import Session

from data.database import Database
from data.store import digests as store
from data.tables.mail import LetterRow, MailingRow
from service.access import Caller, may_send_mail
from service.digests.at_work import AtWork
from service.digests.bounds import Wish
from service.digests.mailings import PLANNING, end_writing, found_letter, found_mailing, wish_of
from service.digests.planning import AT_ONCE, fill
from service.digests.rendering import Addressed, Rendering
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.approval import Approval

APPROVED_SINCE = (
    "После составления утвердили другую рассылку: составьте эту заново, иначе кто-то получит то же"
)
ONLY_DRAFTS = "Менять можно только черновик"


class Editing:
    """Raises ForbiddenError, NotFoundError, and InvalidError for what is no draft any more."""

    def __init__(self, database: Database, rendering: Rendering, approval: Approval, at_work: AtWork) -> None:
        self._database, self._rendering = database, rendering
        self._approval, self._at_work = approval, at_work

    def reword(self, caller: Caller, id_: int, wish: Wish) -> None:
        """Other covering words, manager or title: all drafts are written anew."""
        _check_sends(caller)
        wish.check()
        self._rendering.check(wish)
        with self._at_work.writing(id_):
            with self._database.changing(caller.actor, "mailings.reword", str(id_)) as session:
                row = _draft(session, id_)
                for name, value in asdict(wish).items():
                    setattr(row, name, value)
                row.state = PLANNING  # nobody approves half of it
            self._rewrite(id_, wish)
            with self._database.noting() as session:
                end_writing(session, id_, "draft")

    def exclude(self, caller: Caller, id_: int, letter_id: int, item: int | None = None) -> None:
        """The letter does not go, or goes without one item; done twice it is done once."""
        with self._changing(caller, "letters.exclude", letter_id) as session:
            self._leave_out(_draft_letter(session, id_, letter_id), item, is_out=True)

    def restore(self, caller: Caller, id_: int, letter_id: int, item: int | None = None) -> None:
        """Takes that back."""
        with self._changing(caller, "letters.restore", letter_id) as session:
            self._leave_out(_draft_letter(session, id_, letter_id), item, is_out=False)

    def approve(self, caller: Caller, id_: int) -> MailingRow:
        """Once, however often it is asked. Raises also what Approval.approve raises."""
        _check_sends(caller)
        with self._database.reading() as session:
            row = found_mailing(session, id_)
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

    @contextmanager
    def _changing(self, caller: Caller, action: str, letter_id: int) -> Iterator[Session]:
        _check_sends(caller)
        with self._database.changing(caller.actor, action, str(letter_id)) as session:
            yield session

    def _leave_out(self, letter: LetterRow, item: int | None, *, is_out: bool) -> None:
        if item is not None:
            if not 0 <= item < len(letter.items):
                raise NotFoundError("Такого пункта в письме нет")
            letter.items = [
                one | {"left_out": is_out} if place == item else one for place, one in enumerate(letter.items)
            ]
            fill(letter, self._rendering, Addressed(letter.id, letter.company.name), wish_of(letter.mailing))
        is_empty = all(one.get("left_out") for one in letter.items)
        if is_empty or (item is None and is_out):
            letter.state, letter.reason = "excluded", "empty" if is_empty else "excluded"
        elif item is None or letter.reason == "empty":
            letter.state, letter.reason = "draft", None


def _draft(session: Session, id_: int) -> MailingRow:
    row = found_mailing(session, id_)
    if row.state != "draft":
        raise InvalidError([("", ONLY_DRAFTS)])
    return row


def _draft_letter(session: Session, id_: int, letter_id: int) -> LetterRow:
    _draft(session, id_)
    return found_letter(session, id_, letter_id)


def _check_sends(caller: Caller) -> None:
    if not may_send_mail(caller):
        raise ForbiddenError("Рассылками распоряжаются сотрудники")
