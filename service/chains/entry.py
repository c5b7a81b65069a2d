"""Use cases of chains: seen whole and started from a product; single records are entered as all others."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from data.chains.profiles import Chain, Project, Slot
from data.chains.slot_filling import fill, release
from data.chains.start import start_chain, start_project
from data.database import Database
from data.store.chains import load_chains
from data.store.records import companies_by_id, find
from data.tables.pool import CompanyRow, SlotRow
from data.text_folding import folded
from service.access import Caller, may_see_chains, may_shape_chains
from service.errors import ForbiddenError, NotFoundError

Part = TypeVar("Part", Chain, Project, Slot)
Found = TypeVar("Found")


class ChainEntry:
    """Every use case raises ForbiddenError for a caller whom whole chains are hidden from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def chains(self, caller: Caller) -> tuple[Chain, ...]:
        """All chains that are not archived, in order of entry."""
        _check(caller)
        with self._database.reading() as session:
            return load_chains(session)

    def chain(self, caller: Caller, id_: int) -> Chain:
        """A chain with its projects and slots. Raises NotFoundError."""
        return _with_id(self.chains(caller), id_)

    def chain_named(self, caller: Caller, text: str) -> Chain:
        """The chain that has this code or, else, this id. Raises NotFoundError."""
        chains = self.chains(caller)
        by_code = next((chain for chain in chains if folded(chain.code) == folded(text)), None)
        by_id = next((chain for chain in chains if str(chain.id) == text.strip()), None)
        found = by_code or by_id
        if found is None:
            raise NotFoundError("Такой цепочки нет")
        return found

    def companies(self, chain: Chain) -> dict[int, CompanyRow]:
        """Whoever initiates a project of a chain or fills a slot of it, by id."""
        with self._database.reading() as session:
            return companies_by_id(session, chain.company_ids)

    def project(self, caller: Caller, id_: int) -> Project:
        """A project with its slots. Raises NotFoundError."""
        return _with_id((project for chain in self.chains(caller) for project in chain.projects), id_)

    def slot(self, caller: Caller, id_: int) -> Slot:
        """A slot of a project that is not archived. Raises NotFoundError."""
        return _with_id((slot for chain in self.chains(caller) for slot in chain.slots), id_)

    def start_chain(self, caller: Caller, values: Mapping[str, Any], include_optional: bool = False) -> int:
        """The id of a new chain with slots by the recipe of `values["product"]`. Raises EntryError."""
        _check_shapes(caller)
        with self._database.changing(caller.actor, "chains.start") as session:
            return start_chain(session, values, include_optional).id

    def start_project(self, caller: Caller, values: Mapping[str, Any], include_optional: bool = False) -> int:
        """The same for a project of a chain that exists. Raises EntryError."""
        _check_shapes(caller)
        with self._database.changing(caller.actor, "projects.start") as session:
            return start_project(session, values, include_optional).id

    def fill_slot(self, caller: Caller, id_: int, company_id: int, basis: str) -> SlotRow:
        """A company joins those who fill a slot. Raises NotFoundError, EntryError."""
        _check_shapes(caller)
        with self._database.changing(caller.actor, "slots.fill", str(id_)) as session:
            row = _found(find(session, SlotRow, id_))
            fill(session, row, company_id, basis)
            return row

    def release_slot(self, caller: Caller, id_: int, company_id: int) -> None:
        """A company fills a slot no longer. Raises NotFoundError, EntryError."""
        _check_shapes(caller)
        with self._database.changing(caller.actor, "slots.release", str(id_)) as session:
            release(session, _found(find(session, SlotRow, id_)), company_id)


def _check(caller: Caller) -> None:
    if not may_see_chains(caller):
        raise ForbiddenError("Цепочки целиком видят сотрудники ассоциации")


def _check_shapes(caller: Caller) -> None:
    if not may_shape_chains(caller):
        raise ForbiddenError("Цепочки ведут сотрудники ассоциации")


def _with_id(parts: Iterable[Part], id_: int) -> Part:
    return _found(next((part for part in parts if part.id == id_), None))


def _found(part: Found | None) -> Found:
    if part is None:
        raise NotFoundError("Такой записи нет")
    return part
