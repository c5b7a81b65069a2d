"""What a mailing would hold at this moment: planned, told, and counted."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.database import Database
from data.store.digests import Addressee
from data.tables.pool import now
from models.digests.figures import figures
from models.digests.proposals import Letters, planned
from models.programme import ProgrammeError
from service.boards.board import Board
from service.consents.consents import Consents
from service.digests.bounds import Bounds
from service.digests.gathering import Gathered, gather
from service.digests.telling import Telling
from service.digests.told_texts import Told
from service.errors import ServiceError
from service.jobs.job import Say
from service.wording import plural


@dataclass(frozen=True)
class Forecast:
    """What a plan would send: items of each reader as a letter tells them; `planned` are its figures."""

    readers: Mapping[int, Addressee]
    letters: Mapping[int, Sequence[Told]]
    planned: Mapping[str, Any]


def forecast(database: Database, board: Board, consents: Consents, bounds: Bounds, say: Say) -> Forecast:
    """The plan without its letters; changes nothing."""
    began = time.monotonic()
    say("Смотрим, кому что подходит")
    with database.reading() as session:
        gathered = gather(session, board, consents, bounds.days, now())
        say(f"Составляем общий план: {plural(len(gathered.proposals), 'пункт|пункта|пунктов')} на выбор")
        letters = _planned(gathered, bounds)
        say("Записываем, что и почему")
        telling = Telling(session, board, [one for items in letters.by_reader.values() for one in items])
        told = {reader: telling.told(items) for reader, items in letters.by_reader.items()}
    seconds = {"seconds": round(time.monotonic() - began, 2)}
    snapshot = {"snapshot": board.rankings.matcher.snapshot.name}
    kept = {reader: items for reader, items in told.items() if items}
    return Forecast(gathered.readers, kept, _figures(gathered, letters, bounds) | seconds | snapshot)


def _planned(gathered: Gathered, bounds: Bounds) -> Letters:
    try:
        return planned(gathered.proposals, bounds.limits)
    except ProgrammeError as error:
        raise ServiceError(
            "План не составлен за отведённое время: уменьшите число пунктов в письме"
        ) from error


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
