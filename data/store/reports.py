"""Figures kept by every report, so that a later one can be set beside them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.store.figures import ChainSlots, Stocks, Sum
from data.tables.pool import ReportRow


@dataclass(frozen=True)
class NicheCounts:
    """Niches, and single unmet needs beside them."""

    niches: int
    unmet_needs: int


@dataclass(frozen=True)
class State:
    """How things stand at a moment; niches are None where nobody could be ranked yet."""

    taken_at: datetime
    stocks: Stocks
    niches: NicheCounts | None


def keep(session: Session, state: State, taken_by: str) -> None:
    """Keeps the figures of a moment."""
    figures = {"stocks": asdict(state.stocks), "niches": asdict(state.niches) if state.niches else None}
    session.add(ReportRow(taken_at=state.taken_at, taken_by=taken_by, figures=figures))
    session.flush()


def latest_before(session: Session, moment: datetime) -> State | None:
    """The latest figures kept before a moment.

    None too where another version of the program kept what this one cannot read.
    """
    query = select(ReportRow).where(ReportRow.taken_at < moment)
    row = session.scalars(query.order_by(ReportRow.taken_at.desc(), ReportRow.id.desc()).limit(1)).first()
    try:
        return _read(row) if row else None
    except (KeyError, TypeError, AttributeError):
        return None


def _read(row: ReportRow) -> State:
    niches = row.figures["niches"]
    return State(
        row.taken_at, _stocks(row.figures["stocks"]), NicheCounts(**niches) if niches is not None else None
    )


def _stocks(values: dict[str, Any]) -> Stocks:
    by_stage = {name: _sums(values[name]) for name in ("chains", "projects")}
    sums = {name: Sum(**values[name]) for name in ("contracts", "contracts_undated")}
    slots = tuple(ChainSlots(**found) for found in values["slots"])
    return Stocks(**values | by_stage | sums | {"slots": slots})


def _sums(values: dict[str, Any]) -> dict[str, Sum]:
    return {stage: Sum(**found) for stage, found in values.items()}
