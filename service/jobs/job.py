"""A piece of long work: who started it, how far it has come, and how it ended."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, Self

JobState = Literal["running", "done", "failed", "interrupted"]
Say = Callable[[str], None]  # hears how far work has come
MAX_LINES = 20


@dataclass(frozen=True)
class Job:
    """`lines` tell of its steps, the latest last; `told` is the one sentence of how it ended.

    `interrupted` is nowhere written down: whoever would have written it is gone.
    """

    id: str
    name: str
    by: str
    started_at: str
    changed_at: str
    state: JobState = "running"
    lines: tuple[str, ...] = ()
    told: str = ""

    @property
    def is_running(self) -> bool:
        """Whether somebody works on it."""
        return self.state == "running"

    def saying(self, line: str) -> Self:
        """One step further."""
        return replace(self, lines=(*self.lines, line)[-MAX_LINES:], changed_at=moment())

    def ended(self, state: JobState, told: str) -> Self:
        """With its last word."""
        return replace(self, state=state, told=told, changed_at=moment())

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self) | {"lines": list(self.lines)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls(**values | {"lines": tuple(values["lines"])})


def moment() -> str:
    """Now, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
