"""Words taken out of every text that somebody else's rows hold: letters, notes, the log."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import JSON, String, Text, select
from sqlalchemy.orm import Session

from data.tables.pool import Base

ERASED = "стёрто"
ERASED_CODE = "erased-"  # the code of an erased company begins with it
MIN_LENGTH = 4  # a shorter word is in too many others
# what companies enter themselves: the same word there is their own
POOL = frozenset({"companies", "offers", "needs", "challenges", "chains", "projects", "slots", "contracts"})
_OWN_CONTACTS = frozenset(
    {"contact_name", "contact_email", "contact_phone", "phone", "email", "website", "inn", "ogrn"}
)
_LEFT_ALONE = frozenset({"reports", "classifier_editions", "classifier_codes"})


def pattern_of(words: Iterable[str | None]) -> re.Pattern[str] | None:
    """Finds any of the words, whole and in any case; None where none is long enough."""
    told = sorted({word.strip() for word in words if word and len(word.strip()) >= MIN_LENGTH}, key=len)
    if not told:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(told)))})(?!\w)", re.IGNORECASE)


def all_tables(but: Iterable[str] = ()) -> frozenset[str]:
    """The names of all tables but these."""
    return frozenset(Base.metadata.tables) - frozenset(but)


def scrub(session: Session, pattern: re.Pattern[str] | None, tables: Iterable[str]) -> int:
    """Takes what the pattern finds out of all texts of the tables; returns how many rows were changed."""
    if pattern is None:
        return 0
    wanted = frozenset(tables) - _LEFT_ALONE
    num_changed = 0
    for mapper in Base.registry.mappers:
        name = mapper.class_.__tablename__
        if name not in wanted:
            continue
        columns = _texts(mapper.local_table.columns, name)
        for row in session.scalars(select(mapper.class_)) if columns else ():
            num_changed += _scrub_row(row, columns, pattern)
    return num_changed


def replaced(value: Any, pattern: re.Pattern[str]) -> Any:
    """The value without the words, as deep as it goes."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [replaced(one, pattern) for one in value]
    if isinstance(value, Mapping):
        return {key: replaced(one, pattern) for key, one in value.items()}
    return value


def without_keys(value: Any, names: frozenset[str]) -> Any:
    """The value with these keys emptied, as deep as it goes."""
    if isinstance(value, list):
        return [without_keys(one, names) for one in value]
    if isinstance(value, Mapping):
        return {key: None if key in names else without_keys(one, names) for key, one in value.items()}
    return value


def _scrub_row(row: Any, columns: Iterable[str], pattern: re.Pattern[str]) -> bool:
    is_changed = False
    for name in columns:
        before = getattr(row, name)
        after = replaced(before, pattern)
        if after != before:
            setattr(row, name, after)
            is_changed = True
    return is_changed


def _texts(columns: Iterable[Any], table: str) -> list[str]:
    texts = [c.name for c in columns if isinstance(c.type, JSON | String | Text) and not c.primary_key]
    kept = _OWN_CONTACTS if table in POOL else frozenset()
    return [name for name in texts if name not in kept]
