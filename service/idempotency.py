"""Requests that are repeated: done once, answered alike, for a day and by every worker."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from data.database import Database
from data.store import kept_answers
from data.tables.pool import now
from service.access import Caller

KEPT_FOR = timedelta(hours=24)


class RepeatError(Exception):
    """A request that must not be done under this key; `status` is 409 or 422."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """A request: who asks, under which key, and what."""

    caller: Caller
    key: str
    what: tuple[str, str, bytes]

    @property
    def place(self) -> str:
        """Where its answer is kept; the key is the client's own and may tell something."""
        whose = f"{self.caller.actor} {self.caller.company_id or ''}"
        return hashlib.sha256(f"{whose}\n{self.key}".encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """By which another request under the same key is known."""
        method, path, body = self.what
        return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


@dataclass(frozen=True)
class KeptAnswer:
    """What the first request was answered."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Idempotency:
    """Keeps answers of requests that changed something; whatever was refused may be tried again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, asked: Asked) -> KeptAnswer | None:
        """None for the first request, which must `finish`; or its answer. Raises RepeatError."""
        with self._database.noting() as session:
            earlier = kept_answers.claim(session, asked.place, asked.fingerprint, now() + KEPT_FOR)
        if earlier is None:
            return None
        if earlier.fingerprint != asked.fingerprint:
            raise RepeatError(
                422, "Под этим Idempotency-Key уже был другой запрос: для нового нужен новый ключ"
            )
        if earlier.status is None or earlier.body is None:
            # it may have stopped half-way: doing it again would do it twice
            raise RepeatError(
                409, "Первый запрос с этим Idempotency-Key ещё выполняется или прерван: проверьте"
            )
        return KeptAnswer(earlier.status, earlier.body, earlier.headers)

    def finish(self, asked: Asked, answer: KeptAnswer) -> None:
        """Keeps the answer; of a request that was refused the key is free again."""
        with self._database.noting() as session:
            if 200 <= answer.status < 300:
                kept_answers.keep(session, asked.place, answer.status, answer.body, answer.headers)
            else:
                kept_answers.let_go(session, asked.place)

    def forget(self, asked: Asked) -> None:
        """Keeps nothing; the key is free again."""
        with self._database.noting() as session:
            kept_answers.let_go(session, asked.place)
