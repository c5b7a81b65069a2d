"""What an import would do or did, cut to what a page can show."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.exchange.import_changes import SHEET_BY_NAME, ChangedRecord, changed_records
from data.exchange.reporting import Counts, ImportReport, Problem, Written

SHOWN = 100


@dataclass(frozen=True)
class Preview:
    """Counts are of the whole file; lists hold the first hundred, of new records those of each sheet."""

    total: Counts
    sheets: Mapping[str, Counts]
    created: Mapping[str, tuple[Written, ...]]
    changed: tuple[ChangedRecord, ...]
    problems: tuple[Problem, ...]
    num_problems: int
    notes: tuple[str, ...]
    replaces_classifier: bool = False

    @property
    def changes_anything(self) -> bool:
        """Whether there is something to confirm."""
        return bool(self.total.created or self.total.updated or self.replaces_classifier)


def preview_of(session: Session, report: ImportReport) -> Preview:
    """The preview, told while the session still has what was written."""
    created: dict[str, list[Written]] = {}
    for written in report.written:
        if written.is_new:
            created.setdefault(SHEET_BY_NAME[written.sheet].title, []).append(written)
    changed = [written for written in report.written if not written.is_new]
    return Preview(
        total=report,
        sheets=report.sheets,
        created={title: tuple(rows[:SHOWN]) for title, rows in created.items()},
        changed=tuple(changed_records(session, changed[:SHOWN])),
        problems=tuple(report.problems[:SHOWN]),
        num_problems=len(report.problems),
        notes=tuple(report.notes),
        replaces_classifier=bool(report.replaced),
    )
