"""The use case of a plan: a dated mailing of drafts, made of what fits whom at this moment."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from itertools import islice

from data.database import Database
from data.store.digests import Addressee
from data.tables.mail import LetterRow, MailingRow
from service.access import Caller, may_plan_mail
from service.boards.boards import Boards
from service.consents.consents import Consents
from service.digests.at_work import AtWork
from service.digests.bounds import Bounds, Wish
from service.digests.forecasting import Forecast, forecast
from service.digests.mailings import PLANNING, end_writing, found_mailing, wish_of
from service.digests.rendering import Addressed, Rendering
from service.digests.told_texts import Told
from service.errors import ForbiddenError, InvalidError
from service.jobs.job import Job, Say
from service.jobs.jobs import Jobs
from service.mailing.addresses import checked_address
from service.wording import plural

PLAN = "plan_letters"
AT_ONCE = 50  # letters written in one transaction: others wait for no more
LETTERS = "письмо|письма|писем"


class Planning:
    """Raises ForbiddenError, NotReadyError before the first snapshot, InvalidError, TemplateMistake."""

    def __init__(
        self,
        database: Database,
        boards: Boards,
        consents: Consents,
        rendering: Rendering,
        work: tuple[Jobs, AtWork],
    ) -> None:
        self._database, self._boards, self._consents = database, boards, consents
        self._rendering, (self._jobs, self._at_work) = rendering, work

    def forecast(self, caller: Caller, bounds: Bounds, say: Say = lambda line: None) -> Forecast:
        """The plan without its letters; changes nothing."""
        _check(caller)
        return forecast(self._database, self._boards.current(), self._consents, bounds, say)

    def plan(self, caller: Caller, wish: Wish, bounds: Bounds, say: Say = lambda line: None) -> int:
        """A mailing of drafts; the id of it. Nobody gets anything before staff have approved it."""
        _check(caller)
        wish.check()
        self._rendering.check(wish)  # a mistake of the template is told at once
        found = self.forecast(caller, bounds, say)
        with ExitStack() as written:
            id_ = self._begin(caller, wish, bounds, found, written)
            try:
                self._write(id_, wish, found, say)
            except BaseException:
                self._end(id_, "cancelled")
                raise
            self._end(id_, "draft")
        return id_

    def again(self, caller: Caller, id_: int, seen: str | None = None) -> Job:
        """In place of a mailing that was left half-written, another one of the same words and limits."""
        _check(caller)
        with (
            self._at_work.writing(id_),
            self._database.changing(caller.actor, "mailings.cancel", str(id_)) as session,
        ):
            row = found_mailing(session, id_)
            if row.state != PLANNING:
                raise InvalidError([("/state", "Заново составляют только недописанную рассылку")])
            row.state = "cancelled"
            wish, bounds = wish_of(row), Bounds.read(row.limits)
        return self.start(caller, wish, bounds, seen)

    def start(self, caller: Caller, wish: Wish, bounds: Bounds, seen: str | None = None) -> Job:
        """The same in the background, one at a time; `seen` as in Jobs.start."""
        _check(caller)
        wish.check()

        def work(say: Say) -> str:
            id_ = self.plan(caller, wish, bounds, say)
            with self._database.reading() as session:
                count = session.get_one(MailingRow, id_).planned["letters"]
            return f"Рассылка {id_}: {plural(count, LETTERS)}"

        return self._jobs.start(PLAN, caller.actor, work, seen)

    def latest_job(self, caller: Caller) -> Job | None:
        """How far the last plan has come."""
        _check(caller)
        return self._jobs.latest(PLAN)

    def _begin(self, caller: Caller, wish: Wish, bounds: Bounds, found: Forecast, written: ExitStack) -> int:
        with self._database.changing(caller.actor, "mailings.plan") as session:
            row = MailingRow(
                **asdict(wish),
                state=PLANNING,
                planned=dict(found.planned),
                limits=bounds.as_dict(),
                created_by=caller.actor,
            )
            session.add(row)
            session.flush()
            written.enter_context(self._at_work.writing(row.id))  # before others can see it
            return row.id

    def _write(self, mailing_id: int, wish: Wish, found: Forecast, say: Say) -> None:
        done = 0
        for part in _parts(found.letters):
            with self._database.noting() as session:
                rows = list(_drafts(mailing_id, part, found.readers))
                session.add_all(rows)
                session.flush()  # links name the letter by its id
                for row in rows:
                    to = Addressed(row.id, found.readers[row.company_id].name)
                    fill(row, self._rendering, to, wish)
            done += len(part)
            say(f"Пишем письма: {done} из {len(found.letters)}")

    def _end(self, mailing_id: int, state: str) -> None:
        with self._database.noting() as session:
            end_writing(session, mailing_id, state)


def fill(row: LetterRow, rendering: Rendering, to: Addressed, wish: Wish) -> None:
    """Writes the letter out from its items."""
    written = rendering.write(to, row.items, wish)
    row.subject, row.html, row.text = written.subject, written.html, written.text
    row.unsubscribe_url = written.unsubscribe_url


def _drafts(
    mailing_id: int, part: Sequence[tuple[int, Sequence[Told]]], readers: Mapping[int, Addressee]
) -> Iterator[LetterRow]:
    for company_id, items in part:
        address = checked_address(readers[company_id].address or "")
        yield LetterRow(
            mailing_id=mailing_id,
            company_id=company_id,
            address=address,
            items=list(items),
            subject="",
            html="",
            text="",
        )


def _parts(letters: Mapping[int, Sequence[Told]]) -> Iterator[list[tuple[int, Sequence[Told]]]]:
    left = iter(letters.items())
    while part := list(islice(left, AT_ONCE)):
        yield part


def _check(caller: Caller) -> None:
    if not may_plan_mail(caller):
        raise ForbiddenError("Рассылки составляют сотрудники")
