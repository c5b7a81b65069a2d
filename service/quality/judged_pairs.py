"""Judged pairs beside what the matcher of this moment says of them; verdicts do not keep a probability."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from data.database import Database
from data.profiles import Need
from data.store.verdict_figures import verdicts_by_id
from data.tables.pool import VerdictRow
from models.candidates import ranked_companies
from models.matcher import Matcher
from service.errors import NotReadyError
from service.judging.verdict_pairs import suits
from service.live_matcher import LiveMatcher

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 0.005  # between pairs: whoever asks meanwhile goes first


@dataclass(frozen=True)
class JudgedPair:
    """The probability and the grade that the pair gets now, and whether staff said that it suits."""

    probability: float
    grade: str | None
    is_right: bool


@dataclass(frozen=True)
class Measured:
    """What is known so far; `num_waiting` pairs are still to be looked at, `num_gone` have left the pool."""

    pairs: tuple[JudgedPair, ...] = ()
    num_waiting: int = 0
    num_gone: int = 0


class JudgedPairs:
    """Known as long as snapshot and scorer stay the same; found out in the background, verdict by verdict."""

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live
        self._changing = threading.Lock()
        self._matcher: Matcher | None = None
        self._known: dict[int, JudgedPair | None] = {}
        self._is_measuring = False

    def measured(self, ids: Sequence[int]) -> Measured:
        """What is known of these verdicts. Nothing before the first snapshot."""
        try:
            matcher = self._live.current()
        except NotReadyError:
            return Measured(num_waiting=len(ids))
        with self._changing:
            if self._matcher is not matcher:
                self._matcher, self._known = matcher, {}
            known = self._known
            missing = [id_ for id_ in ids if id_ not in known]
            if missing and not self._is_measuring:
                self._is_measuring = True
                arguments = (matcher, known, missing)
                threading.Thread(target=self._measure, args=arguments, name="judged", daemon=True).start()
        found = [known[id_] for id_ in ids if id_ in known]
        return Measured(tuple(filter(None, found)), len(missing), found.count(None))

    def _measure(self, matcher: Matcher, known: dict[int, JudgedPair | None], ids: Sequence[int]) -> None:
        try:
            with self._database.reading() as session:
                rows = verdicts_by_id(session, ids)
            for row in rows:
                if self._matcher is not matcher:
                    return
                known[row.id] = judged_now(matcher, row)
                time.sleep(PAUSE_SECONDS)
        except Exception as error:  # given up until the next snapshot, else the page would ask for ever
            known.update(dict.fromkeys(set(ids) - known.keys()))
            log.error("judged pairs not measured", exc_info=error)
        finally:
            self._is_measuring = False


def judged_now(matcher: Matcher, row: VerdictRow) -> JudgedPair | None:
    """What the matcher says of a pair that was judged; None when it has left the pool or says nothing."""
    is_right = suits(row.verdict, row.reason)
    if is_right is None or not row.need_text:
        return None
    need = Need(
        title=row.need_text,
        kind=row.need_kind,
        okpd2=row.need_okpd2,
        volume=row.need_volume,
        unit=row.need_unit,
        place=row.need_place,
    )
    pairs = matcher.scored_offers(need, row.company_id)
    if row.offer_id is not None:
        pairs = [scored for scored in pairs if scored.pair.offer.id == row.offer_id]
    if not pairs:
        return None
    candidate = ranked_companies([(pair.pair.company, pair) for pair in pairs], matcher.scorer)[0]
    return JudgedPair(candidate.probability, candidate.grade, is_right)
