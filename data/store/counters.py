"""Counters that several processes share; each lives until a moment of its own."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data.tables.counters import CounterRow
from data.tables.pool import now

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def counter_key(purpose: str, counted: str) -> str:
    """What a counter is found by; it does not tell what is counted, which may be a mistyped password."""
    return f"{purpose}:{hashlib.sha256(counted.encode('utf-8', 'replace')).hexdigest()}"


def hit(session: Session, key: str, lasts: timedelta, amount: int = 1, prolongs: bool = False) -> int:
    """Counts on, from nothing where the counter has ended; a hit that `prolongs` it lets it last anew."""
    at = now()
    new = _INSERT[session.get_bind().dialect.name](CounterRow)
    new = new.values(key=key, hits=amount, ends_at=at + lasts)
    has_ended = CounterRow.ends_at <= at
    counted = new.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "hits": case((has_ended, amount), else_=CounterRow.hits + amount),
            "ends_at": at + lasts if prolongs else case((has_ended, at + lasts), else_=CounterRow.ends_at),
        },
    )
    hits: int = session.execute(counted.returning(CounterRow.hits)).scalar_one()
    if hits == amount:  # a new one makes room
        session.execute(delete(CounterRow).where(CounterRow.ends_at <= at))
    return hits


def counter(session: Session, key: str, locked: bool = False) -> CounterRow | None:
    """A counter that has not ended; `locked` keeps others from counting until the transaction ends."""
    living = select(CounterRow).where(CounterRow.key == key, CounterRow.ends_at > now())
    return session.scalar(living.with_for_update() if locked else living)


def ends_of_full(session: Session, purpose: str, at_least: int) -> dict[str, datetime]:
    """When the counters of a purpose end that have come this far, by key."""
    full = select(CounterRow.key, CounterRow.ends_at).where(
        CounterRow.key.startswith(f"{purpose}:"), CounterRow.hits >= at_least, CounterRow.ends_at > now()
    )
    return dict(session.execute(full).all())


def clear(session: Session, key: str) -> None:
    """As if nothing had happened."""
    session.execute(delete(CounterRow).where(CounterRow.key == key))


def clear_all(session: Session, purpose: str) -> int:
    """The same of everything that is counted for a purpose; answers how many there were."""
    own = CounterRow.key.startswith(f"{purpose}:")
    found = session.scalar(select(func.count()).select_from(CounterRow).where(own)) or 0
    session.execute(delete(CounterRow).where(own))
    return found
