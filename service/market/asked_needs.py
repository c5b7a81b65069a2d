"""Use cases of a need that nobody in the pool meets: kept, so that it is counted and somebody looks on."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from data import entry
from data.amounts import amount
from data.database import Database
from data.profiles import Need
from data.references import places
from data.store.pool import need_profile
from data.store.records import records_of
from data.tables.journal import RequestRow
from data.tables.pool import NeedRow, now
from data.text_folding import folded
from data.vocabulary import CHANNELS
from models.reading.request_draft import read_request
from models.reading.text import need_text
from service.access import Caller, may_change_pool
from service.company_typed import company_typed
from service.errors import ForbiddenError
from service.journal.closing import Closing
from service.journal.journal import Journal

_PRESSED_TWICE = timedelta(minutes=10)
CHANNEL, MISTAKEN = next(iter(CHANNELS)), "mistake"


@dataclass(frozen=True)
class KeptNeed:
    """The need of a company; `was_there` tells that somebody had entered it before."""

    row: NeedRow
    was_there: bool


class AskedNeeds:
    """What was typed into the search becomes a need of a company, or a draft of the journal."""

    def __init__(self, database: Database, journal: Journal, closing: Closing) -> None:
        self._database = database
        self._journal = journal
        self._closing = closing

    def of_company(self, caller: Caller, need: Need, company: str) -> KeptNeed:
        """A private need of the company; the same text a second time is the same need.

        What the text tells of volume, place and term is read; what was typed goes first. Raises EntryError,
        ForbiddenError.
        """
        if not may_change_pool(caller):
            raise ForbiddenError("Записи пула меняют сотрудники ассоциации")
        with self._database.changing(caller.actor, "needs.create") as session:
            owner = company_typed(session, company, "company")
            values = _values(need)
            if same := _same(session, owner.id, values):
                return KeptNeed(same, same.created_at < now() - _PRESSED_TWICE)
            return KeptNeed(
                entry.create(session, NeedRow, values | {"company_id": owner.id}), was_there=False
            )

    def of_nobody(self, caller: Caller, need: Need) -> RequestRow:
        """A draft of the journal: whose need it is, is to be found out. Raises EntryError, ForbiddenError."""
        told = {"Место": need.place, "ОКПД2": need.okpd2}
        if need.volume is not None:
            told["Объём"] = amount(need.volume, need.unit)
        lines = [f"{name}: {value}" for name, value in told.items() if value]
        return self._journal.draft(caller, "\n".join([need.title, *lines]), CHANNEL)

    def take_draft_back(self, caller: Caller, id_: int) -> None:
        """The draft is closed as no request; nothing of the journal is deleted."""
        self._closing.close_without_result(caller, id_, MISTAKEN)


def _values(need: Need) -> dict[str, object]:
    read = read_request(need.title, places())
    told = {name: getattr(read, name) for name in ("title", "description", "kind", "due")}
    told |= {"volume": read.volume, "unit": read.unit} if need.volume is None else {}
    told |= {"place": read.place}
    typed = {name: getattr(need, name) for name in ("kind", "okpd2", "volume", "unit", "place")}
    return {n: v for n, v in (told | {k: v for k, v in typed.items() if v is not None}).items() if v}


def _same(session: Session, company_id: int, values: dict[str, object]) -> NeedRow | None:
    text = folded(need_text(Need(title=str(values["title"]), description=str(values.get("description", "")))))
    rows = records_of(session, NeedRow, company_id)
    return next((row for row in rows if folded(need_text(need_profile(row))) == text), None)
