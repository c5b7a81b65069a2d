"""Sends what was approved, once: claims letters, hands them to the mail server, records what it said."""

import os
import secrets
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from data.store import outbox
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import now
from service.errors import ServiceError
from service.mailing.answers import Outcome
from service.mailing.arming import Arming
from service.mailing.fates import after
from service.mailing.message import LetterError, compose, content_digest
from service.mailing.opening import UnreachableError
from service.mailing.signals import stopping_on_signals
from service.mailing.smtp import Connection
from service.mailing.way import Way

log = structlog.get_logger(__name__)

# what happens to a letter, in this order; `offered` is before the commit after which nobody sends it again
Step = Literal["claiming", "claimed", "offered", "sending", "answered", "recorded"]
MaySend = Callable[[Session, LetterRow], str | None]  # the reason why not

IDLE_SECONDS = 5.0
CLOCK_TOLERANCE = timedelta(minutes=5)
UNREACHABLE_TIMES = 3
REFUSALS_IN_A_ROW = 20


CANNOT_WRITE = (DBAPIError, OSError)
NOT_WRITTEN = (
    "Не удалось записать в базу данных или на диск: проверьте свободное место и права. Письма ждут "
    "в очереди; то, которое отправлялось, может получить состояние «неизвестно»"
)


class SendingStoppedError(ServiceError):
    """Something is wrong with the whole sending; letters wait in the queue. The message says what."""


@dataclass
class Summary:
    """What one run did: letters by what became of them, and why it stopped early."""

    counts: Counter[str] = field(default_factory=Counter)
    stopped_because: str | None = None


class Sending:
    """One worker; several may run at once."""

    def __init__(
        self,
        arming: Arming,
        way: Way,
        may_send: MaySend,
        *,
        clock: Callable[[], datetime] = now,
        watch: Callable[[Step, int], None] = lambda step, letter_id: None,
    ) -> None:
        self._database, self._arming, self._way = arming.database, arming, way
        self._may_send, self._clock, self._watch = may_send, clock, watch
        self._worker = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._connection = Connection(way.server)
        self._is_stopping = False
        self._failures = 0
        self._refusals = 0
        self._summary = Summary()

    def stop(self) -> None:
        """Ends the run after the letter in hand; also from a signal."""
        self._is_stopping = True

    def run(self, until_empty: bool = True) -> Summary:
        """Sends what is due; with `until_empty` returns when nothing is, otherwise when told to stop.

        Raises NotArmedError, ServerSetupError and SendingStoppedError: then nothing more goes before somebody
        has looked at it.
        """
        self._arming.check()
        with stopping_on_signals(self.stop):
            try:
                self._work(until_empty)
            except CANNOT_WRITE as error:
                log.error("sending stopped", exc_info=error)
                raise SendingStoppedError(NOT_WRITTEN) from error
            finally:
                self._connection.close()
                with suppress(*CANNOT_WRITE):  # the lease gives the letters back then
                    self._release()
        return self._summary

    def _work(self, until_empty: bool) -> None:
        while not self._is_stopping:
            letters = self._claim()
            if letters:
                self._send_all(letters, until_empty)
            elif until_empty:
                return
            else:
                self._wait(IDLE_SECONDS)

    def _claim(self) -> list[LetterRow]:
        moment, lease = self._clock(), self._way.lease
        with self._database.reading() as session:
            if not outbox.has_work(session, moment, lease):
                return []
            self._check_clock(session, moment)
        self._watch("claiming", 0)
        way = self._way
        with self._arming.stepping() as session:
            outbox.recover(session, moment, lease)
            wanted = outbox.Claim(self._worker, moment, way.claimed_at_once, way.spacing)
            letters = outbox.claim(session, wanted)
        for letter in letters:
            self._watch("claimed", letter.id)
        return letters

    def _check_clock(self, session: Session, moment: datetime) -> None:
        approved_at = outbox.latest_approval(session)
        if approved_at and approved_at > moment + CLOCK_TOLERANCE:
            raise SendingStoppedError(
                "Часы этой машины отстают: рассылка утверждена позже, чем сейчас. Проверьте время"
            )

    def _send_all(self, letters: list[LetterRow], until_empty: bool) -> None:
        for letter in letters:
            self._wait_until(letter.next_try_at)
            if self._is_stopping:
                return
            try:
                self._send(letter)
                self._failures = 0
            except UnreachableError as error:
                self._record(letter, Outcome("temporary", str(error)))
                self._release()
                self._wait_for_the_server(str(error), until_empty)
                return

    def _wait_for_the_server(self, told: str, until_empty: bool) -> None:
        self._failures += 1
        log.warning("mail server unreachable", times=self._failures, answer=told)
        if not until_empty:
            self._wait(min(IDLE_SECONDS * 2**self._failures, 300))
        elif self._failures >= UNREACHABLE_TIMES:
            self._summary.stopped_because = f"Почтовый сервер недоступен: {told}"
            self.stop()

    def _send(self, letter: LetterRow) -> None:
        try:
            content = self._composed(letter)
        except LetterError as error:
            self._record(letter, Outcome("permanent", str(error)))
            return
        refusal = self._connection.offer(letter.address, len(content))
        if refusal:
            self._record(letter, refusal)
            return
        self._watch("offered", letter.id)
        if not self._begin(letter):
            self._connection.withdraw()
            return
        self._watch("sending", letter.id)
        outcome = self._connection.deliver(content)
        self._watch("answered", letter.id)
        self._record(letter, outcome)

    def _composed(self, letter: LetterRow) -> bytes:
        if content_digest(letter, letter.mailing) != letter.content_sha256:
            raise LetterError("Письмо изменено после утверждения")
        return compose(letter, letter.mailing, self._way.server.mail_from, self._clock())

    def _begin(self, letter: LetterRow) -> bool:
        """Asks everything again and commits that the letter goes; False if it does not."""
        moment = self._clock()
        with self._arming.stepping() as session:
            row = outbox.own(session, letter.id, self._worker)
            if row is None:
                return False
            state, reason = self._decide(session, row, moment)
            if state == "sending":
                outbox.begin(session, letter.id, moment)
            else:
                outbox.record(session, letter.id, self._worker, state=state, reason=reason, claimed_by=None)
        if state == "skipped":
            self._summary.counts[state] += 1
            log.info("letter skipped", letter=letter.id, reason=reason)
        return state == "sending"

    def _decide(self, session: Session, letter: LetterRow, moment: datetime) -> tuple[str, str | None]:
        mailing: MailingRow = letter.mailing
        if mailing.state == "paused":
            return "queued", None
        if mailing.state != "approved":
            return "skipped", "cancelled"
        if mailing.ends_at is None or mailing.ends_at <= moment:
            return "skipped", "window_over"
        if outbox.is_suppressed(session, letter.address):
            return "skipped", "suppressed"
        reason = self._may_send(session, letter)
        return ("skipped", reason) if reason else ("sending", None)

    def _record(self, letter: LetterRow, outcome: Outcome) -> None:
        values = after(outcome, letter.attempts + 1, self._clock())
        with self._database.noting() as session:
            is_mine = outbox.record(session, letter.id, self._worker, **values)
            if is_mine and outcome.address_is_dead:
                outbox.suppress(session, letter.address, "no_such_address")
        self._watch("recorded", letter.id)
        if is_mine:
            self._count(str(values["state"]), letter.id, outcome)

    def _count(self, state: str, letter_id: int, outcome: Outcome) -> None:
        self._summary.counts["retried" if state == "queued" else state] += 1
        if state != "sent":
            log.info("letter not sent", letter=letter_id, state=state, answer=outcome.answer)
        self._refusals = self._refusals + 1 if outcome.fate == "permanent" else 0
        if self._refusals >= REFUSALS_IN_A_ROW:
            raise SendingStoppedError(
                f"Почтовый сервер отказал {self._refusals} раз подряд: {outcome.answer}. Проверьте настройки"
            )

    def _release(self) -> None:
        with self._database.noting() as session:
            outbox.release(session, self._worker)

    def _wait_until(self, moment: datetime | None) -> None:
        if moment:
            self._wait((moment - self._clock()).total_seconds())

    def _wait(self, seconds: float) -> None:
        # in small pieces: a signal only sets a flag
        until = time.monotonic() + seconds
        while not self._is_stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))
