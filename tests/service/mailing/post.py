"""A small post office for tests: companies, mailings, a worker, and a sink that counts."""

import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes

from sqlalchemy import select

from data import entry
from data.database import open_database
from data.store import mailings
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import CompanyRow, now
from service.access import Caller
from service.mailing.approval import Approval
from service.mailing.arming import Arming
from service.mailing.arming_file import ArmingFile
from service.mailing.doubtful import Doubtful
from service.mailing.opening import MailServer
from service.mailing.sending import Sending
from service.mailing.sink import running_sink
from service.mailing.way import Way

STAFF = Caller("user:1", "staff", "Маша")
READER = Caller("user:2", "staff", "Гость", role="reader")
MAIL_FROM = "post@cluster.example.org"
COMPANIES = 40


def anything_goes(_session, _letter):
    """A stand-in for the question whether a letter may go."""


class Clock:
    """The time, moved on by hand."""

    def __init__(self, ahead=0.0):
        self.ahead = timedelta(seconds=ahead)

    def __call__(self):
        return now() + self.ahead

    def move(self, **by):
        self.ahead += timedelta(**by)


class Post:
    """One installation, as its data folder and its database."""

    def __init__(self, folder, url=None, clock=None):
        self.folder, self.clock = folder, clock or Clock()
        self.url = url or f"sqlite:///{folder / 'svyazka.db'}"
        self.database = open_database(self.url, folder)
        self.arming = Arming(self.database, ArmingFile(folder / "mail"))
        self.approval = Approval(self.arming, MAIL_FROM, self.clock)
        self.doubtful = Doubtful(self.arming, self.clock)

    def add_companies(self, count=COMPANIES):
        with self.database.changing("test", "fill") as session:
            for number in range(count):
                entry.create(session, CompanyRow, {"name": f"Завод № {number}", "status": "member"})
        return self

    def mailing(self, letters=3, letter=None, **fields):
        """A draft; `letter` are values of every letter of it. Returns its id."""
        told = {"manager_name": "Анна Петрова", "manager_phone": "+7 3452 000000", "created_by": "user:1"}
        row = MailingRow(**{"title": "Март", "reply_to": "anna@cluster.example.org"} | told | fields)
        with self.database.changing("test", "mailings.plan") as session:
            session.add(row)
            session.flush()
            for number in range(letters):
                session.add(LetterRow(mailing_id=row.id, company_id=number + 1, **_letter(number, letter)))
        return row.id

    def approved(self, letters=3, letter=None, **fields):
        id_ = self.mailing(letters, letter, **fields)
        self.approval.approve(STAFF, id_)
        return id_

    def sending(self, port, *, may_send=anything_goes, rate=100_000, timeout=5.0, **options):
        server = MailServer("127.0.0.1", port, MAIL_FROM, tls="none", timeout_seconds=timeout)
        return Sending(self.arming, Way(server, rate), may_send, clock=self.clock, **options)

    def states(self, mailing_id):
        with self.database.reading() as session:
            return dict(mailings.counts(session, mailing_id))

    def letters(self, mailing_id):
        found = select(LetterRow).where(LetterRow.mailing_id == mailing_id).order_by(LetterRow.id)
        with self.database.reading() as session:
            return list(session.scalars(found))

    def state(self, mailing_id):
        with self.database.reading() as session:
            return session.get(MailingRow, mailing_id).state

    def close(self):
        self.database.close()


def _letter(number, given):
    told = {"subject": "Новые поставщики", "html": "<p>Щебень</p>", "text": "Щебень"}
    told |= {"unsubscribe_url": f"https://cluster.example.org/u/{number}"}
    return told | {"address": f"zavod{number}@example.org"} | (given or {})


class Counting:
    """Letters that a sink took, by Message-ID."""

    def __init__(self):
        self.taken = Counter()
        self.contents = []
        self._lock = threading.Lock()

    def __call__(self, _to, content):
        with self._lock:
            self.taken[message_from_bytes(content)["Message-ID"]] += 1
            self.contents.append(content)

    @property
    def duplicates(self):
        return sum(times - 1 for times in self.taken.values())


@contextmanager
def counting_sink():
    """Yields (port, what was taken so far)."""
    counting = Counting()
    with running_sink(counting) as port:
        yield port, counting
