"""The last answer made of a board, kept for as long as it is true."""

from collections.abc import Callable
from typing import Generic, TypeVar

from service.boards.board import Board

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Made anew when the pool, its chains or its verdicts have changed. Threads may share it."""

    def __init__(self, make: Callable[[Board], Made]) -> None:
        self._make = make
        self._last: tuple[object, Made] | None = None

    def of(self, board: Board) -> Made:
        """What is true of this board."""
        known = self.known(board)
        if known is None:
            known = self._make(board)
            self._last = (board.state, board.refused), known
        return known

    def known(self, board: Board) -> Made | None:
        """The same when somebody has asked for it already, else None: it costs nothing."""
        last = self._last
        return last[1] if last and last[0] == (board.state, board.refused) else None
