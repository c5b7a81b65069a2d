"""Staff decide about a mailing: approve, pause, resume, cancel; nothing goes without an approval."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from data.store import mailings, outbox
from data.store.outbox import Fixed
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import now
from service.access import Caller, may_send_mail
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.addresses import AddressError, checked_address, domain_of
from service.mailing.arming import Arming
from service.mailing.message import LetterError, compose, content_digest

WINDOW = timedelta(hours=72)
MAX_TOLD = 20


class Approval:
    """Every step happens once, however often it is asked for; the row is as it is afterwards."""

    def __init__(self, arming: Arming, mail_from: str | None, clock: Callable[[], datetime] = now) -> None:
        self._arming = arming
        self._mail_from = mail_from
        self._clock = clock

    def approve(self, caller: Caller, mailing_id: int, window: timedelta = WINDOW) -> MailingRow:
        """From now on the letters go as they are, until the window ends.

        Raises NotFoundError, NotArmedError and InvalidError with every letter that cannot go.
        """
        _check(caller)
        fixed = self._fixed(mailing_id)
        with self._arming.changing(caller.actor, "mailings.approve", str(mailing_id)) as session:
            mailing = _found(session, mailing_id)
            if mailing.state != "draft":
                return _in_state(mailing, ("approved", "done"), "Утвердить можно только черновик")
            if not fixed or mailings.counts(session, mailing_id)["draft"] != len(fixed):
                raise InvalidError([("", "Рассылку сейчас меняют: посмотрите её ещё раз")])
            mailing.state, mailing.approved_by = "approved", caller.actor
            mailing.approved_at = self._clock()
            mailing.ends_at = mailing.approved_at + window
            outbox.enqueue(session, fixed)
            return mailing

    def pause(self, caller: Caller, mailing_id: int) -> MailingRow:
        """Letters wait; the end of the window stays where it is."""
        _check(caller)
        with self._arming.withholding(caller.actor, "mailings.pause", str(mailing_id)) as session:
            mailing = _found(session, mailing_id)
            if mailing.state != "approved":
                return _in_state(mailing, ("paused",), "Приостановить можно только утверждённую рассылку")
            mailing.state = "paused"
            return mailing

    def resume(self, caller: Caller, mailing_id: int) -> MailingRow:
        """Letters go on."""
        _check(caller)
        with self._arming.changing(caller.actor, "mailings.resume", str(mailing_id)) as session:
            mailing = _found(session, mailing_id)
            if mailing.state != "paused":
                return _in_state(mailing, ("approved",), "Продолжить можно только приостановленную рассылку")
            mailing.state = "approved"
            return mailing

    def cancel(self, caller: Caller, mailing_id: int) -> MailingRow:
        """What has not gone will not go."""
        _check(caller)
        with self._arming.withholding(caller.actor, "mailings.cancel", str(mailing_id)) as session:
            mailing = _found(session, mailing_id)
            if mailing.state == "done":
                return _in_state(mailing, ("cancelled",), "Рассылка уже завершена")
            mailing.state = "cancelled"
            session.flush()
            outbox.skip(session, "cancelled", LetterRow.mailing_id == mailing_id)
            return mailing

    def _fixed(self, mailing_id: int) -> list[Fixed]:
        """Every letter is composed once before anything is approved, and without holding others up."""
        with self._arming.database.reading() as session:
            mailing = _found(session, mailing_id)
            if mailing.state != "draft":
                return []
            mail_from = _address(self._mail_from or "", "/mail_from", "MAIL_FROM")
            _address(mailing.reply_to, "/reply_to", "Адрес для ответа")
            fixed, wrong = [], []
            for letter in mailings.each_letter(session, mailing.id, "draft"):
                letter.message_id = f"<{letter.id}.{secrets.token_hex(12)}@{domain_of(mail_from)}>"
                try:
                    compose(letter, mailing, mail_from, self._clock())
                except LetterError as error:
                    wrong.append((f"/letters/{letter.id}", str(error)))
                fixed.append(Fixed(letter.id, letter.message_id, content_digest(letter, mailing)))
        if wrong or not fixed:
            raise InvalidError(wrong[:MAX_TOLD] or [("", "В рассылке нет ни одного письма")])
        return fixed


def _check(caller: Caller) -> None:
    if not may_send_mail(caller):
        raise ForbiddenError("Рассылками распоряжаются сотрудники")


def _found(session: Session, mailing_id: int) -> MailingRow:
    mailing = mailings.mailing(session, mailing_id)
    if mailing is None:
        raise NotFoundError(f"Рассылки {mailing_id} нет")
    return mailing


def _in_state(mailing: MailingRow, states: tuple[str, ...], otherwise: str) -> MailingRow:
    if mailing.state not in states:
        raise InvalidError([("/state", otherwise)])
    return mailing


def _address(text: str, place: str, name: str) -> str:
    try:
        return checked_address(text)
    except AddressError as error:
        raise InvalidError([(place, f"{name}: {error}")]) from error
