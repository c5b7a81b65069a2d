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
        state, last = (board.state, board.refused), self._last
        if last is None or last[0] != state:
            last = self._last = state, self._make(board)
        return last[1]
