"""What a record was when somebody began to edit it: an opaque token that forms carry along."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from data.tables.pool import Recorded

_SIZE = 8  # hexadecimal digits a field: two values that look alike would have to meet in one edit
_MARK = 20
_NOT_ENTERED = frozenset({"id", "created_at", "updated_at"})


@dataclass(frozen=True)
class Version:
    """The values of a record's fields at some moment, known by their digests; `str` of it is the token."""

    digests: Mapping[str, str]

    @classmethod
    def of(cls, row: Recorded) -> Self:
        """The version of this moment."""
        return cls({name: _digest(getattr(row, name)) for name in _fields(type(row))})

    @classmethod
    def read(cls, table: type[Recorded], token: str) -> Self:
        """The version that a token stands for; one that no record of this table has had fits no value."""
        names = _fields(table)
        if len(token) != _SIZE * len(names):
            return cls({})
        parts = (token[start : start + _SIZE] for start in range(0, len(token), _SIZE))
        return cls(dict(zip(names, parts, strict=True)))

    def has(self, name: str, value: Any) -> bool:
        """Whether the field had this value."""
        return self.digests.get(name) == _digest(value)

    def __str__(self) -> str:
        return "".join(self.digests.values())


def mark_of(row: Recorded) -> str:
    """A short mark of the record's version: another one once any of its fields has changed."""
    return hashlib.sha256(str(Version.of(row)).encode()).hexdigest()[:_MARK]


def _fields(table: type[Recorded]) -> list[str]:
    columns = table.__table__.columns  # type: ignore[attr-defined]
    return [column.key for column in columns if column.key not in _NOT_ENTERED]


def _digest(value: Any) -> str:
    plain = value.isoformat() if isinstance(value, date) else value
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()[:_SIZE]
