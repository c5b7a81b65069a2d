"""Counting requests in blocks: a busy key must not cost a write of the database a request."""

import threading
import time
from dataclasses import dataclass

from service.web.limit_storage import DatabaseStorage

SCHEME = "database-blocks"
LARGEST = 32  # requests that a worker takes at once, and may leave unused at the end of a window
MOST_KEPT = 10_000


@dataclass
class Block:
    """What a worker has taken of a window: `taken` is how far all workers have come with it."""

    taken: int
    left: int
    size: int
    ends_at: float


class BlockStorage(DatabaseStorage):
    """The same windows; each worker takes one request, then two, four and so on ahead, up to LARGEST.

    All workers together never pass more than the limit; what one has taken and not used, others miss.
    """

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - declared by the base class

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._blocks: dict[str, Block] = {}
        self._lock = threading.Lock()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The number of this request within its window."""
        with self._lock:
            block = self._blocks.get(key)
            if block is None or block.ends_at <= time.time() or block.left < amount:
                block = self._take(key, expiry, amount, block)
            block.left -= amount
            return block.taken - block.left

    def get(self, key: str) -> int:
        """How far this worker knows that it has come."""
        block = self._blocks.get(key)
        return block.taken - block.left if block and block.ends_at > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends."""
        block = self._blocks.get(key)
        return block.ends_at if block else time.time()

    def _take(self, key: str, expiry: int, amount: int, last: Block | None) -> Block:
        is_going_on = last is not None and last.ends_at > time.time()
        size = max(amount, min(LARGEST, 2 * last.size)) if last and is_going_on else amount
        taken = super().incr(key, expiry, size)
        block = Block(taken, size, size, super().get_expiry(key))
        if len(self._blocks) >= MOST_KEPT:
            self._blocks = {k: kept for k, kept in self._blocks.items() if kept.ends_at > time.time()}
        self._blocks[key] = block
        return block
