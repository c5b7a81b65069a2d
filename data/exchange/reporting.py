"""What an import did: counts that add up, every record it wrote, and every rejected row with what to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from data.exchange.cells import Cell

TO_MEND = "Что исправить"  # the column with which rejected rows come back; an import passes it over


@dataclass(frozen=True)
class Problem:
    """Why a row was rejected."""

    sheet: str
    row: int
    column: str | None
    message: str


@dataclass(frozen=True)
class Written:
    """A record that an import made or changed; `before` and `after` hold what changed, nothing of a new one.

    `sheet` is the English name of the sheet.
    """

    sheet: str
    row: int
    id: int
    title: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the import made it."""
        return not self.after


@dataclass(frozen=True)
class RejectedRow:
    """A row as it stood in the file, under its header, with what is wrong with it."""

    sheet: str
    header: tuple[str, ...]
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Replaced:
    """A classifier with a new edition in the place of the edition `before`; None where there was none."""

    title: str
    id: int
    before: int | None


@dataclass
class Counts:
    """read = created + updated + unchanged + rejected."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    def add(self, outcome: str) -> None:
        """One row more of an outcome: created, updated, unchanged or rejected."""
        self.read += 1
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass
class ImportReport(Counts):
    """Counts of the whole file and, in `sheets`, of each sheet by its title."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sheets: dict[str, Counts] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    rejected_rows: list[RejectedRow] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)

    def keep(self, sheet: str, written: Written | None) -> None:
        """One row that went in; None where it changed nothing."""
        if written is None:
            self.count(sheet, "unchanged")
            return
        self.written.append(written)
        self.count(sheet, "created" if written.is_new else "updated")

    def reject(self, row: RejectedRow) -> None:
        """One row rejected for one or several problems."""
        self.problems.extend(row.problems)
        self.rejected_rows.append(row)
        self.count(row.sheet, "rejected")

    def as_dict(self) -> dict[str, Any]:
        """Counts, problems and notes as plain values for JSON."""
        counts = {name: getattr(self, name) for name in Counts.__dataclass_fields__}
        return counts | {"problems": _plain(self.problems), "notes": self.notes}

    def count(self, sheet: str, outcome: str) -> None:
        """One row more of an outcome, also where no record was written for it."""
        self.add(outcome)
        self.sheets.setdefault(sheet, Counts()).add(outcome)


def _plain(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]
