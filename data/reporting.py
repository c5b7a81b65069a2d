"""What an import did: counts that add up, and every rejected row with its place and what to mend."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why a row was rejected."""

    sheet: str
    row: int
    column: str | None
    message: str


@dataclass
class ImportReport:
    """read = created + updated + unchanged + rejected."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, outcome: str) -> None:
        """One row more of an outcome: created, updated or unchanged."""
        self.read += 1
        setattr(self, outcome, getattr(self, outcome) + 1)

    def reject(self, problems: Iterable[Problem]) -> None:
        """One row rejected for one or several problems."""
        self.read += 1
        self.rejected += 1
        self.problems.extend(problems)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)
