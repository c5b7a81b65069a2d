"""One edition of a classifier to look codes up in: by a code, by its beginning, by words."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.classifiers.classifier import CodeEntry, CodeNames, codes_above, digits_of
from models.codes.code_index import CodeIndex, IndexedText
from models.codes.everyday import everyday_names
from models.codes.words import entry_words, joined_terms

Words = Iterable[tuple[str, str]]
_A_CODE = re.compile(r"[\d.\s]*\d[\d.\s]*", re.ASCII)
MAX_TYPED = 300  # characters of a query; nobody describes a code longer


@dataclass(frozen=True)
class FoundCode:
    """A code that fits what was typed; `everyday` is the name of daily use that led to it, where one did."""

    entry: CodeEntry
    above: tuple[CodeEntry, ...]
    everyday: str = ""


class Catalogue:
    """Entries of one kind; `words` gives their terms when a search first needs them."""

    def __init__(
        self, kind: str, entries: Sequence[CodeEntry], words: Callable[[], Words] | None = None
    ) -> None:
        self.kind = kind
        self.entries = entries
        self.names = CodeNames({entry.code: entry.name for entry in entries})
        self._words = words or (lambda: map(entry_words, entries))
        self._digits = [digits_of(entry.code) for entry in entries]
        self._by_code = {entry.code: at for at, entry in enumerate(entries)}

    def find(self, typed: str, limit: int) -> list[FoundCode]:
        """The best codes, best first: those that begin so, else those that words lead to."""
        typed = typed[:MAX_TYPED].strip()
        if _A_CODE.fullmatch(typed):
            return [self._found(at) for at in self._beginning(typed)[:limit]]
        return [self._found(hit.position, hit.everyday) for hit in self._index.find(typed, limit)]

    def entry(self, code: str) -> CodeEntry | None:
        """The entry of a code."""
        at = self._by_code.get(code)
        return None if at is None else self.entries[at]

    def above(self, entry: CodeEntry) -> tuple[CodeEntry, ...]:
        """The groups around an entry, the widest first."""
        found: list[CodeEntry] = []
        while (parent := self.entry(entry.parent)) is not None:
            found.insert(0, parent)
            entry = parent
        return tuple(found)

    def below(self, code: str) -> list[CodeEntry]:
        """What stands directly under a code, or at the top of the classifier for an empty one."""
        return [entry for entry in self.entries if entry.parent == code]

    def _found(self, at: int, everyday: str = "") -> FoundCode:
        return FoundCode(self.entries[at], self.above(self.entries[at]), everyday)

    def _beginning(self, typed: str) -> list[int]:
        digits = digits_of("".join(typed.split()))
        begun = [at for at, own in enumerate(self._digits) if own.startswith(digits)]
        return sorted(begun, key=lambda at: (len(self.entries[at].code), self.entries[at].code))

    @cached_property
    def _index(self) -> CodeIndex:
        official = [
            IndexedText(at, name.split(), description.split())
            for at, (name, description) in enumerate(self._words())
        ]
        lengths = [len(entry.code) for entry in self.entries]
        return CodeIndex([*official, *self._everyday()], lengths)

    def _everyday(self) -> Iterable[IndexedText]:
        for one in everyday_names():
            # activities have the codes of the products that they make
            code = one.okpd2 if self.kind == "okpd2" else one.okpd2[: len("23.61")]
            known = next((c for c in (code, *codes_above(code)) if c in self._by_code), "")
            if len(known) >= len("23.6"):
                terms = joined_terms(one.name).split()
                yield IndexedText(self._by_code[known], terms, (), one.name, one.is_input)
