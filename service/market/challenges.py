"""Use cases of challenges: collected from companies, and shown in order as needs are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.challenges import enter_challenge, find_challenge, live_challenges
from data.database import Database
from data.tables.pool import ChallengeRow, CompanyRow, now
from models.encoding.encoder import Encoder
from models.niches.challenges import Challenge, ChallengeGroup, group_challenges
from service.access import Caller, may_collect_challenges, may_see_market
from service.boards.boards import Boards
from service.errors import ForbiddenError, NotFoundError

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class ChallengeMap:
    """All groups of challenges of one moment, with the companies that told them."""

    groups: tuple[ChallengeGroup, ...]
    companies: Mapping[int, CompanyRow]


class Challenges:
    """Every use case raises ForbiddenError for a caller whom the troubles of others are hidden from."""

    def __init__(self, boards: Boards, database: Database, encoder: Encoder) -> None:
        self._boards = boards
        self._database = database
        self._encoder = encoder
        self._vectors: dict[str, Floats] = {}  # no snapshot keeps them

    def current(self, caller: Caller) -> ChallengeMap:
        """All challenges, grouped by meaning within their topics."""
        _check(caller)
        cosines = self._boards.current().rankings.matcher.snapshot.queries.cosines
        with self._database.reading() as session:
            rows = live_challenges(session)
        told = [Challenge(row.id, row.company_id, row.topic, row.text) for row, _ in rows]
        groups = group_challenges(told, self._encoded, cosines)
        return ChallengeMap(groups, {company.id: company for _, company in rows})

    def add(self, caller: Caller, company_id: int, topic: str, text: str) -> ChallengeRow:
        """A company's challenge, kept once however often it is told. Raises EntryError."""
        _check_collects(caller)
        with self._database.changing(caller.actor, "challenges.create") as session:
            return enter_challenge(session, company_id, topic, text)

    def archive(self, caller: Caller, id_: int) -> None:
        """Out of the collection; once or many times. Raises NotFoundError."""
        _check_collects(caller)
        with self._database.changing(caller.actor, "challenges.archive", str(id_)) as session:
            row = _found(find_challenge(session, id_))
            row.archived_at = row.archived_at or now()

    def restore(self, caller: Caller, id_: int) -> None:
        """Back from the archive. Raises NotFoundError."""
        _check_collects(caller)
        with self._database.changing(caller.actor, "challenges.restore", str(id_)) as session:
            _found(find_challenge(session, id_)).archived_at = None

    def _encoded(self, texts: Sequence[str]) -> Floats:
        strange = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if strange:
            made = self._encoder.encode_queries(strange)
            self._vectors |= dict(zip(strange, made, strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _found(row: ChallengeRow | None) -> ChallengeRow:
    if row is None:
        raise NotFoundError("Такого вызова нет")
    return row


def _check(caller: Caller) -> None:
    if not may_see_market(caller):
        raise ForbiddenError("Вызовы компаний видят сотрудники ассоциации")


def _check_collects(caller: Caller) -> None:
    if not may_collect_challenges(caller):
        raise ForbiddenError("Вызовы компаний записывают сотрудники ассоциации")
