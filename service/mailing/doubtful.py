"""Staff decide about letters of which nobody knows whether they have gone, and about dead addresses."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from data.store import mailings
from data.tables.mail import LetterRow, SuppressionRow
from data.tables.pool import now
from service.access import Caller, may_send_mail
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.arming import Arming


class Doubtful:
    """Every decision leaves an audit line."""

    def __init__(self, arming: Arming, clock: Callable[[], datetime] = now) -> None:
        self._arming = arming
        self._clock = clock

    def mark_arrived(self, caller: Caller, letter_id: int) -> None:
        """The company said that it has the letter. Raises NotFoundError and InvalidError."""
        _check(caller)
        with self._arming.withholding(caller.actor, "letters.arrived", str(letter_id)) as session:
            letter = _found(session, letter_id)
            if letter.state == "sent":
                return
            if letter.state != "unknown":
                raise InvalidError([("/state", "Отметить «дошло» можно только письмо с неизвестным исходом")])
            letter.state, letter.reason = "sent", "told_by_staff"

    def send_again(self, caller: Caller, letter_id: int) -> None:
        """Puts a letter back into the queue, although it may have arrived.

        Raises NotFoundError and InvalidError, also where the window of the mailing is over.
        """
        _check(caller)
        with self._arming.changing(caller.actor, "letters.send_again", str(letter_id)) as session:
            letter = _found(session, letter_id)
            if letter.state == "queued":
                return
            if letter.state not in ("unknown", "failed"):
                raise InvalidError(
                    [("/state", "Снова в очередь — только неотправленное или с неизвестным исходом")]
                )
            mailing = letter.mailing
            if mailing.state == "cancelled" or mailing.ends_at is None or mailing.ends_at <= self._clock():
                raise InvalidError([("/state", "Срок этой рассылки кончился: пошлите в следующей")])
            if mailing.state == "done":
                mailing.state = "approved"
            letter.state, letter.reason, letter.claimed_by = "queued", None, None
            letter.attempts, letter.next_try_at = 0, None

    def lift_suppression(self, caller: Caller, address: str) -> None:
        """The address is written to again. Raises NotFoundError."""
        _check(caller)
        with self._arming.changing(caller.actor, "suppressions.lift") as session:
            row = session.get(SuppressionRow, address.strip().casefold())
            if row is None:
                raise NotFoundError("Этот адрес не исключён из рассылок")
            session.delete(row)


def _check(caller: Caller) -> None:
    if not may_send_mail(caller):
        raise ForbiddenError("Рассылками распоряжаются сотрудники")


def _found(session: Session, letter_id: int) -> LetterRow:
    letter = mailings.letter(session, letter_id)
    if letter is None:
        raise NotFoundError(f"Письма {letter_id} нет")
    return letter
