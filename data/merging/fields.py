"""Two companies side by side: which value of each field stays when they become one."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from data.exchange.columns import COMPANIES, Column
from data.tables.pool import CompanyRow

Side = Literal["kept", "merged", "both"]

_NOT_CHOSEN = frozenset({"fictional"})
_STATUSES = ("member", "joining", "outside_customer", "prospect")  # who is nearer to the cluster comes first


@dataclass(frozen=True)
class ComparedField:
    """A field that the two tell differently; lists may be joined, and `side` is the sensible choice."""

    column: Column
    kept: Any
    merged: Any
    side: Side

    @property
    def is_list(self) -> bool:
        """Whether both values can stay."""
        return isinstance(self.kept, list)

    def value(self, side: Side) -> Any:
        """What stays."""
        if side == "both" and self.is_list:
            return list(dict.fromkeys([*self.kept, *self.merged]))
        return self.merged if side == "merged" else self.kept


def compared(kept: CompanyRow, merged: CompanyRow) -> list[ComparedField]:
    """The fields that differ, in order of the form: filled goes over empty, confirmed later over earlier."""
    is_fresher = (merged.confirmed_on or date.min) > (kept.confirmed_on or date.min)
    columns = [column for column in COMPANIES.columns if column.field not in _NOT_CHOSEN]
    values = ((column, getattr(kept, column.field), getattr(merged, column.field)) for column in columns)
    return [
        ComparedField(column, one, other, _sensible(column.field, one, other, is_fresher))
        for column, one, other in values
        if (one or None) != (other or None)
    ]


def better_kept(one: CompanyRow, other: CompanyRow) -> CompanyRow:
    """The one whose card stays: nearer to the cluster, else of which more is known, else entered earlier."""
    return min(one, other, key=lambda row: (_STATUSES.index(row.status), -_num_filled(row), row.id))


def _sensible(field: str, kept: Any, merged: Any, is_fresher: bool) -> Side:
    if field in ("code", "status"):
        return "kept"
    if kept in (None, "", []) or merged in (None, "", []):
        return "kept" if kept else "merged"
    if isinstance(kept, list):
        return "both"
    return "merged" if is_fresher else "kept"


def _num_filled(row: CompanyRow) -> int:
    return sum(getattr(row, column.field) not in (None, "", []) for column in COMPANIES.columns)
