"""Use cases of the classifiers: names of codes, codes found by words, the tree of codes."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.classifiers.classifier import KINDS, CodeEntry, CodeNames, parent_of
from data.database import Database
from data.store.classifiers import SHIPPED, edition_of, entries_of, latest_editions, words_of
from models.codes.catalogue import Catalogue, FoundCode
from service.access import Caller, may_look_up_codes
from service.errors import ForbiddenError, NotFoundError


@dataclass(frozen=True)
class Edition:
    """A classifier as it counts now; `file_name` is empty for the few codes that ship."""

    catalogue: Catalogue
    id: int = 0
    file_name: str = ""
    loaded_at: datetime | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether somebody loaded the whole classifier."""
        return self.id > 0


@dataclass(frozen=True)
class CodeNode:
    """A code in the tree: the groups around it and what stands under it; the top has no entry."""

    entry: CodeEntry | None
    above: tuple[CodeEntry, ...]
    below: list[CodeEntry]


class Classifiers:
    """Editions are kept in memory until another one counts: one small question to the database each time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._editions: dict[str, Edition] = {}
        self._taking_up = threading.Lock()

    def edition(self, kind: str) -> Edition:
        """The edition that counts now, whoever of the workers loaded it. Raises NotFoundError."""
        if kind not in KINDS:
            raise NotFoundError("Такого классификатора нет: есть okpd2 и okved2")
        with self._database.reading() as session:
            id_ = latest_editions(session).get(kind, 0)
        with self._taking_up:
            if kind not in self._editions or self._editions[kind].id != id_:
                self._editions[kind] = self._taken_up(kind) if id_ else _shipped(kind)
            return self._editions[kind]

    def names(self, kind: str) -> CodeNames:
        """What codes are called now."""
        return self.edition(kind).catalogue.names

    def find(self, caller: Caller, kind: str, typed: str, limit: int) -> list[FoundCode]:
        """Codes that fit what was typed. Raises NotFoundError, ForbiddenError."""
        _check(caller)
        return self.edition(kind).catalogue.find(typed, limit)

    def node(self, caller: Caller, kind: str, code: str) -> CodeNode:
        """A code among its neighbours; the top of the tree for an empty code. Raises NotFoundError."""
        _check(caller)
        catalogue = self.edition(kind).catalogue
        entry = catalogue.entry(code)
        if code and entry is None:
            raise NotFoundError(f"Кода {code} в {KINDS[kind]} нет")
        return CodeNode(entry, catalogue.above(entry) if entry else (), catalogue.below(code))

    def unknown(self, kind: str, codes: Iterable[str | None]) -> list[str]:
        """Those of the codes that a loaded classifier has not; none where only the shipped codes serve."""
        edition = self.edition(kind)
        return [c for c in codes if c and edition.is_loaded and edition.catalogue.entry(c) is None]

    def _taken_up(self, kind: str) -> Edition:
        with self._database.reading() as session:
            row = edition_of(session, kind)
            if row is None:  # undone a moment ago
                return _shipped(kind)
            entries = entries_of(session, row.id)
        id_ = row.id

        def words() -> list[tuple[str, str]]:
            with self._database.reading() as session:
                return list(words_of(session, id_))

        return Edition(Catalogue(kind, entries, words), id_, row.file_name, row.loaded_at)


def _shipped(kind: str) -> Edition:
    names = SHIPPED[kind]()
    entries = [CodeEntry(code, name, "", parent_of(code, names)) for code, name in sorted(names.items())]
    return Edition(Catalogue(kind, entries))


def _check(caller: Caller) -> None:
    if not may_look_up_codes(caller):
        raise ForbiddenError("Классификаторы смотрят сотрудники ассоциации")
