"""What a search shows, by ids, and what of it is new since it was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from models.candidates import Answer


@dataclass(frozen=True)
class Shown:
    """Companies that are proposed, and their offers (or needs) that are; near misses do not count."""

    companies: frozenset[int] = frozenset()
    records: frozenset[int] = frozenset()

    @classmethod
    def of(cls, answer: Answer, *, is_of_needs: bool) -> Self:
        """Of an answer; a provisional offer has no id of its own and goes with its company."""
        pairs = [scored.pair for candidate in answer.matches for scored in candidate.pairs]
        records = [pair.need.id if is_of_needs else pair.offer.id for pair in pairs]
        return cls(frozenset(c.company.id for c in answer.matches), frozenset(id_ for id_ in records if id_))

    @classmethod
    def kept(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls(frozenset(values.get("companies", ())), frozenset(values.get("records", ())))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the database."""
        return {"companies": sorted(self.companies), "records": sorted(self.records)}


@dataclass(frozen=True)
class News:
    """What came and went between two looks; records of a company that is new itself are not told again."""

    companies: frozenset[int] = frozenset()
    records: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()

    @classmethod
    def between(cls, before: Shown, now: Shown) -> Self:
        """What is there now and was not before, and the companies that left."""
        return cls(
            now.companies - before.companies, now.records - before.records, before.companies - now.companies
        )

    def __bool__(self) -> bool:
        return bool(self.companies or self.records or self.left)
