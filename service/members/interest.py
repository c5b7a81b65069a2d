"""«Кто искал мой товар»: searches in which a company was proposed, counted by quarter, never by whom."""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import structlog
from sqlalchemy.exc import SQLAlchemyError

from data.database import Database
from data.profiles import Need
from data.store import self_service as store
from data.store.records import records_of
from data.store.self_service import Counted
from data.tables.pool import OfferRow
from models.candidates import Answer, Candidate
from models.reading.text import need_text
from service.access import Caller, may_see_record
from service.errors import NotFoundError
from service.wording import number

log = structlog.get_logger(__name__)

FEW = 5  # no more than so many are told as «до 5»: nobody is to be found out by a count
NUM_QUARTERS = 4
BATCH_SECONDS = 1.0
MAX_REMEMBERED = 20_000


@dataclass(frozen=True)
class Interest:
    """Searches of a quarter, «2026-4»: in how many the company was proposed, and which offers in many."""

    quarter: str
    num: int
    offers: tuple[tuple[OfferRow, int], ...]

    @property
    def is_few(self) -> bool:
        """Whether the number is not told."""
        return self.num <= FEW

    @property
    def told(self) -> str:
        """«12» or «до 5»."""
        return f"до {FEW}" if self.is_few else number(float(self.num))


class InterestCounter:
    """Counts in memory and writes what has come together in one transaction, behind the answers.

    A process that is killed loses the counts of its last second. The same search of the same caller counts
    once a day in each process; what was searched for is remembered there only as a digest, and never kept.
    """

    def __init__(self, database: Database, batch_seconds: float = BATCH_SECONDS) -> None:
        self._database = database
        self._batch_seconds = batch_seconds
        self._lock = threading.Lock()
        self._counted: Counted = Counter()
        self._seen: dict[bytes, None] = {}
        self._writer: ThreadPoolExecutor | None = None  # made by a worker of its own, not before the fork
        self._is_writing = False

    def note(self, caller: Caller, need: Need, answer: Answer) -> None:
        """Counts the companies that an answer proposes; takes no time of the answer."""
        if not (caller.is_staff or caller.is_member):
            return
        found = [c for c in answer.matches if c.could_supply and not caller.owns(c.company.id)]
        with self._lock:
            if not found or not self._is_first(caller, need):
                return
            self._counted.update(_counts(found, quarter_of(date.today())))
            if not self._is_writing:
                self._is_writing = True
                self._writer = self._writer or ThreadPoolExecutor(1, "interest")
                self._writer.submit(self._write_soon)

    def flush(self) -> None:
        """Writes what was counted."""
        with self._lock:
            counted, self._counted, self._is_writing = self._counted, Counter(), False
        if not counted:
            return
        try:
            with self._database.noting() as session:
                store.count_interest(session, counted)
        except SQLAlchemyError as error:  # a company erased meanwhile, a disk that is full: counts may go
            log.error("interest not written", error=type(error).__name__)

    def close(self) -> None:
        """Waits until all is written."""
        with self._lock:
            writer, self._writer = self._writer, None
        if writer:
            writer.shutdown()

    def of(self, caller: Caller, company_id: int) -> list[Interest]:
        """The last quarters, the newest first. Raises NotFoundError."""
        if not may_see_record(caller, company_id):
            raise NotFoundError("Такой записи нет")
        with self._database.reading() as session:
            counts = store.interest_of(session, company_id)
            offers = records_of(session, OfferRow, company_id) if counts else []
        return [_interest(quarter, counts, offers) for quarter in _last_quarters(date.today())]

    def _write_soon(self) -> None:
        time.sleep(self._batch_seconds)
        self.flush()

    def _is_first(self, caller: Caller, need: Need) -> bool:
        told = f"{date.today()}/{caller.actor}/{need_text(need)}"
        key = hashlib.sha256(told.encode("utf-8", "replace")).digest()
        if key in self._seen:
            return False
        if len(self._seen) >= MAX_REMEMBERED:
            self._seen.pop(next(iter(self._seen)))
        self._seen[key] = None
        return True


def quarter_of(day: date) -> str:
    """«2026-4»."""
    return f"{day.year}-{(day.month - 1) // 3 + 1}"


def _counts(found: Iterable[Candidate], quarter: str) -> Counted:
    counted: Counted = Counter()
    for candidate in found:
        counted[candidate.company.id, f"{quarter}/"] += 1
        offers = {pair.pair.offer.id for pair in candidate.pairs if not pair.pair.offer.provisional}
        counted.update((candidate.company.id, f"{quarter}/{offer_id}") for offer_id in offers)
    return counted


def _interest(quarter: str, counts: dict[str, int], offers: Iterable[OfferRow]) -> Interest:
    told = [(offer, counts.get(f"{quarter}/{offer.id}", 0)) for offer in offers]
    many = sorted((one for one in told if one[1] > FEW), key=lambda one: -one[1])
    return Interest(quarter, counts.get(f"{quarter}/", 0), tuple(many))


def _last_quarters(today: date) -> list[str]:
    last = today.year * 4 + (today.month - 1) // 3
    return [f"{n // 4}-{n % 4 + 1}" for n in range(last, last - NUM_QUARTERS, -1)]
