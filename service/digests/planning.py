"""The use case of a plan: a dated mailing of drafts, made of what fits whom at this moment."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from data.database import Database
from data.mail_tables import LetterRow, MailingRow
from data.store.digests import Addressee
from data.tables import now
from models.digests.figures import figures
from models.digests.proposals import Letters, planned
from models.programme import ProgrammeError
from service.access import Caller, may_plan_mail
from service.boards.boards import Boards
from service.consents.consents import Consents
from service.digests.bounds import Bounds, Wish
from service.digests.gathering import Gathered, gather
from service.digests.rendering import Addressed, Rendering
from service.digests.telling import Telling, Told
from service.errors import ForbiddenError, ServiceError
from service.jobs.job import Job, Say
from service.jobs.jobs import Jobs
from service.mailing.addresses import checked_address
from service.wording import plural

PLAN = "plan_letters"
AT_ONCE = 50  # letters written in one transaction: others wait for no more
LETTERS = "письмо|письма|писем"


@dataclass(frozen=True)
class Forecast:
    """What a plan would send: items of each reader as a letter tells them; `planned` are its figures."""

    readers: Mapping[int, Addressee]
    letters: Mapping[int, Sequence[Told]]
    planned: Mapping[str, Any]


class Planning:
    """Raises ForbiddenError, NotReadyError before the first snapshot, InvalidError, TemplateMistake."""

    def __init__(
        self,
        database: Database,
        boards: Boards,
        consents: Consents,
        rendering: Rendering,
        jobs: Jobs,
    ) -> None:
        self._database, self._boards, self._consents = database, boards, consents
        self._rendering, self._jobs = rendering, jobs

    def forecast(self, caller: Caller, bounds: Bounds, say: Say = lambda line: None) -> Forecast:
        """The plan without its letters; changes nothing."""
        _check(caller)
        began = time.monotonic()
        say("Смотрим, кому что подходит")
        board = self._boards.current()
        with self._database.reading() as session:
            gathered = gather(session, board, self._consents, bounds.days, now())
            say(f"Составляем общий план: {plural(len(gathered.proposals), 'пункт|пункта|пунктов')} на выбор")
            letters = _planned(gathered, bounds)
            say("Записываем, что и почему")
            told = self._told(Telling(session, board, _all(letters)), letters)
        seconds = {"seconds": round(time.monotonic() - began, 2)}
        snapshot = {"snapshot": board.rankings.matcher.snapshot.name}
        return Forecast(gathered.readers, told, _figures(gathered, letters, bounds) | seconds | snapshot)

    def plan(self, caller: Caller, wish: Wish, bounds: Bounds, say: Say = lambda line: None) -> int:
        """A mailing of drafts; the id of it. Nobody gets anything before staff have approved it."""
        _check(caller)
        wish.check()
        self._rendering.check(wish)  # a mistake of the template is told at once
        forecast = self.forecast(caller, bounds, say)
        id_ = self._begin(caller, wish, bounds, forecast)
        try:
            self._write(id_, wish, forecast, say)
        except BaseException:
            self._end(id_, "cancelled")
            raise
        self._end(id_, "draft")
        return id_

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

    def _told(self, telling: Telling, letters: Letters) -> dict[int, list[Told]]:
        told = {reader: telling.told(items) for reader, items in letters.by_reader.items()}
        return {reader: items for reader, items in told.items() if items}

    def _begin(self, caller: Caller, wish: Wish, bounds: Bounds, forecast: Forecast) -> int:
        with self._database.changing(caller.actor, "mailings.plan") as session:
            row = MailingRow(
                **asdict(wish),
                state="planning",
                planned=dict(forecast.planned),
                limits=bounds.as_dict(),
                created_by=caller.actor,
            )
            session.add(row)
            session.flush()
            return row.id

    def _write(self, mailing_id: int, wish: Wish, forecast: Forecast, say: Say) -> None:
        done = 0
        for part in _parts(forecast.letters):
            with self._database.noting() as session:
                rows = list(_drafts(mailing_id, part, forecast.readers))
                session.add_all(rows)
                session.flush()  # links name the letter by its id
                for row in rows:
                    to = Addressed(row.id, forecast.readers[row.company_id].name)
                    fill(row, self._rendering, to, wish)
            done += len(part)
            say(f"Пишем письма: {done} из {len(forecast.letters)}")

    def _end(self, mailing_id: int, state: str) -> None:
        with self._database.noting() as session:
            session.get_one(MailingRow, mailing_id).state = state


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


def _planned(gathered: Gathered, bounds: Bounds) -> Letters:
    try:
        return planned(gathered.proposals, bounds.limits)
    except ProgrammeError as error:
        raise ServiceError(
            "План не составлен за отведённое время: уменьшите число пунктов в письме"
        ) from error


def _all(letters: Letters) -> Iterator[Any]:
    return (one for items in letters.by_reader.values() for one in items)


def _figures(gathered: Gathered, letters: Letters, bounds: Bounds) -> dict[str, Any]:
    could = {one.item.named for one in gathered.proposals}
    found = figures(letters.plan.letters, could, bounds.limits)
    with_news = {one.item.recipient_id for one in gathered.proposals}
    nothing = {
        id_: "limits" if id_ in with_news else "nothing_new"
        for id_ in gathered.readers
        if id_ not in letters.by_reader
    }
    return {
        "letters": found.letters,
        "items": found.items,
        "value": round(found.value, 3),
        "gini": round(found.gini, 3),
        "unseen": found.unseen,
        "most_named": found.most_named,
        "missed": sum(letters.plan.missed.values()),
        "gap": round(letters.plan.gap, 6),
        "proposals": len(gathered.proposals),
        "without": {str(id_): reason for id_, reason in {**gathered.refused, **nothing}.items()},
    }


def _check(caller: Caller) -> None:
    if not may_plan_mail(caller):
        raise ForbiddenError("Рассылки составляют сотрудники")
