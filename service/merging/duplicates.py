"""Use cases of possible duplicates: which pairs there are, which ones somebody has told apart."""

from dataclasses import dataclass

from data.database import Database
from data.merging.duplicates import LikelyPair, likely_pairs
from data.merging.name_likeness import ComparedName, alike
from data.store import duplicates as store
from data.store.pool import pool_revision
from data.tables.merges import ToldApartRow
from data.tables.pool import CompanyRow
from service.access import Caller, may_merge, may_see_duplicates
from service.errors import ForbiddenError, NotFoundError

MAX_ALIKE = 5


@dataclass(frozen=True)
class DuplicatePair:
    """Two companies, the one entered earlier first, and what speaks for and against their being one."""

    first: CompanyRow
    second: CompanyRow
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duplicates:
    """A page of pairs, out of how many; and the pairs told apart, the latest first."""

    pairs: tuple[DuplicatePair, ...]
    num_pairs: int
    told_apart: tuple[DuplicatePair, ...]


class DuplicateSearch:
    """Compares every company with every other one, once a revision of the pool."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: tuple[int, list[LikelyPair]] | None = None

    def current(self, caller: Caller, start: int = 0, limit: int | None = None) -> Duplicates:
        """The pairs of this moment."""
        _check_sees(caller)
        with self._database.reading() as session:
            revision = pool_revision(session)
            told = store.told_apart(session)
            pairs = self._untold(revision, told)
            page = pairs[start:] if limit is None else pairs[start : start + limit]
            ids = {id_ for pair in page for id_ in (pair.first_id, pair.second_id)}
            ids |= {id_ for row in told for id_ in (row.first_id, row.second_id)}
            rows = store.named(session, ids)
        return Duplicates(
            tuple(DuplicatePair(rows[p.first_id], rows[p.second_id], p.reasons, p.doubts) for p in page),
            len(pairs),
            tuple(
                DuplicatePair(rows[row.first_id], rows[row.second_id])
                for row in told
                if not rows[row.first_id].archived_at and not rows[row.second_id].archived_at
            ),
        )

    def count(self, caller: Caller) -> int:
        """How many pairs wait for somebody."""
        _check_sees(caller)
        with self._database.reading() as session:
            return len(self._untold(pool_revision(session), store.told_apart(session)))

    def tell_apart(self, caller: Caller, one_id: int, other_id: int) -> None:
        """The pair is proposed no more; once or many times. Raises NotFoundError."""
        _check_merges(caller)
        pair = (min(one_id, other_id), max(one_id, other_id))
        with self._database.changing(caller.actor, "companies.tell_apart", str(pair[0])) as session:
            if len(store.named(session, set(pair))) < len(pair):
                raise NotFoundError("Такой пары компаний нет")
            if store.pair_told_apart(session, pair) is None:
                session.add(ToldApartRow(first_id=pair[0], second_id=pair[1], by=caller.actor))

    def take_back(self, caller: Caller, one_id: int, other_id: int) -> None:
        """As if the pair had not been told apart; once or many times."""
        _check_merges(caller)
        pair = (min(one_id, other_id), max(one_id, other_id))
        with self._database.changing(caller.actor, "companies.take_back_apart", str(pair[0])) as session:
            if row := store.pair_told_apart(session, pair):
                session.delete(row)

    def alike(self, caller: Caller, name: str, but_id: int | None = None) -> list[CompanyRow]:
        """Some companies that are called like this, those in the archive too; `but_id` is the asker's own."""
        _check_sees(caller)
        with self._database.reading() as session:
            others = [company for company in store.registered(session, archived=True) if company.id != but_id]
            found = alike(ComparedName.of(name), [ComparedName.of(company.name) for company in others])
            ids = [others[position].id for position in found[:MAX_ALIKE]]
            rows = store.named(session, ids)
        return [rows[id_] for id_ in ids]

    def _untold(self, revision: int, told: list[ToldApartRow]) -> list[LikelyPair]:
        last = self._last
        if last is None or last[0] != revision:
            with self._database.reading() as session:
                last = self._last = revision, likely_pairs(store.registered(session))
        known = {(row.first_id, row.second_id) for row in told}
        return [pair for pair in last[1] if (pair.first_id, pair.second_id) not in known]


def _check_sees(caller: Caller) -> None:
    if not may_see_duplicates(caller):
        raise ForbiddenError("Повторы видят только сотрудники ассоциации")


def _check_merges(caller: Caller) -> None:
    if not may_merge(caller):
        raise ForbiddenError("Повторы разбирают сотрудники ассоциации")
