"""Sends what was approved; in the demo into a folder of this machine, never outside."""

import atexit
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from service.access import Caller, may_send_mail
from service.demo_mark import is_demo
from service.digests.may_send import MaySend
from service.errors import ForbiddenError, NotFoundError
from service.jobs.job import Job, Say
from service.jobs.jobs import Jobs
from service.mailing.arming import Arming
from service.mailing.arming_file import NotArmedError
from service.mailing.opening import MailServer
from service.mailing.sending import Sending, Step, Summary
from service.mailing.sink import LOCALHOST, SinkFolder, Taken, running_sink
from service.mailing.way import Way, way_of
from service.settings import Settings

SEND = "send_letters"
DEMO_FROM = "svyazka@klaster.example"
DEMO_RATE = 6000
TOLD_EVERY = 20
WAIT_AT_EXIT = 60.0
Stop = Callable[[], None]

TOLD = {
    "sent": "отправлено",
    "retried": "отложено",
    "failed": "не доставлено",
    "unknown": "исход неизвестен",
    "skipped": "пропущено",
}


class Postman:
    """Raises ServerSetupError where no mail server is named, and what Sending.run raises."""

    def __init__(self, settings: Settings, arming: Arming, may_send: MaySend, jobs: Jobs) -> None:
        self._settings, self._arming, self._may_send, self._jobs = settings, arming, may_send, jobs
        self.sink = SinkFolder(settings.mail / "sink")

    @property
    def is_demo(self) -> bool:
        """Whether letters stay on this machine."""
        with self._arming.database.reading() as session:
            return is_demo(session)

    @property
    def mail_from(self) -> str | None:
        """The address that letters come from."""
        return self._settings.mail_from or (DEMO_FROM if self.is_demo else None)

    def run(self, caller: Caller, say: Say = lambda line: None, until_empty: bool = True) -> Summary:
        """One worker in this thread; signals end it after the letter in hand."""
        _check(caller)
        sent = 0

        def watch(step: Step, _letter: int) -> None:
            nonlocal sent
            if step == "recorded":
                sent += 1
                if sent % TOLD_EVERY == 0:
                    say(f"Писем передано: {sent}")

        self._arming.check()
        with self.way() as way:
            sending = Sending(self._arming, way, self._may_send, watch=watch)
            with _stopped_at_exit(sending.stop):
                return sending.run(until_empty)

    def start(self, caller: Caller, seen: str | None = None) -> Job:
        """The same in the background, until nothing is due."""
        _check(caller)
        return self._jobs.start(SEND, caller.actor, lambda say: summary_told(self.run(caller, say)), seen)

    def latest_job(self, caller: Caller) -> Job | None:
        """How the last sending went."""
        _check(caller)
        return self._jobs.latest(SEND)

    def why_not(self) -> str | None:
        """Why nothing may be sent from this installation; None where it may."""
        try:
            self._arming.check()
        except NotArmedError as error:
            return str(error)
        return None

    def taken(self) -> list[Taken]:
        """Letters of the demo. Raises NotFoundError elsewhere."""
        if not self.is_demo:
            raise NotFoundError("Такой страницы нет")
        return self.sink.letters()

    def taken_letter(self, name: str) -> EmailMessage:
        """One of them. Raises NotFoundError."""
        letter = self.sink.letter(name) if self.is_demo else None
        if letter is None:
            raise NotFoundError("Такого письма нет")
        return letter

    @contextmanager
    def way(self) -> Iterator[Way]:
        """Where letters go while the block lasts. Raises ServerSetupError."""
        if not self.is_demo:
            yield way_of(self._settings)
            return
        with running_sink(self.sink.take) as port:
            yield Way(MailServer(LOCALHOST, port, self.mail_from or DEMO_FROM, tls="none"), DEMO_RATE)


def summary_told(summary: Summary) -> str:
    """«Отправлено — 12, пропущено — 1»."""
    told = [f"{word} — {summary.counts[name]}" for name, word in TOLD.items() if summary.counts[name]]
    return ", ".join(told) or "Отправлять нечего"


@contextmanager
def _stopped_at_exit(stop: Stop) -> Iterator[None]:
    """A server that ends lets the letter in hand come to its end."""
    ended = threading.Event()

    def wait() -> None:
        stop()
        ended.wait(WAIT_AT_EXIT)

    atexit.register(wait)
    try:
        yield
    finally:
        ended.set()
        atexit.unregister(wait)


def _check(caller: Caller) -> None:
    if not may_send_mail(caller):
        raise ForbiddenError("Рассылками распоряжаются сотрудники")
