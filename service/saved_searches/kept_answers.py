"""Answers of saved searches, kept for as long as they are true: a page of them must not search each time."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from service.boards.boards import Boards
from service.saved_searches.shown import Shown


@dataclass(frozen=True)
class Looked:
    """What a search shows now and what it asks, in words; or why it cannot be asked any more."""

    shown: Shown = field(default_factory=Shown)
    text: str = ""
    conditions: tuple[str, ...] = ()
    wrong: str = ""


class KeptAnswers:
    """By the address of a search; true until another snapshot answers, or archive or verdicts change."""

    def __init__(self, boards: Boards) -> None:
        self._boards = boards
        self._kept: tuple[Hashable, dict[str, Looked]] = (None, {})

    def current(self) -> dict[str, Looked]:
        """What is known at this moment, to be added to. Raises NotReadyError."""
        board = self._boards.current()
        state, kept = (board.rankings.matcher, board.refused), self._kept
        if kept[0] != state:
            kept = self._kept = (state, {})
        return kept[1]


def looked_at(known: dict[str, Looked], query: str, look: Callable[[str], Looked]) -> Looked:
    """What the search shows; asked for only when it is not known."""
    if query not in known:
        known[query] = look(query)
    return known[query]
