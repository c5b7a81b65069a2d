"""The several things that one slot names: «Плёнка и лента», «сетки и каркасы; фиксаторы»."""

import re
from dataclasses import dataclass
from functools import lru_cache

from models.reading.text import beginning
from models.reading.tokens import lemma, terms
from models.retrieval.passages import passages

_AND = re.compile(r"\s+и\s+")
_COMMA = re.compile(r",\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADJECTIVE = re.compile(r"(ый|ой|[кгхжшщн]ий)$")  # of lemmas: «стеновой», «мытый», «прочий»; not «гравий»
_PREPOSITIONS = frozenset(
    (
        "в",
        "во",
        "на",
        "под",
        "из",
        "с",
        "со",
        "для",
        "к",
        "по",
        "от",
        "до",
        "без",
        "при",
        "над",
        "у",
        "о",
        "через",
    )
)


@dataclass(frozen=True)
class Part:
    """One of the things, and the terms of its noun: its lemma, and the synonym that stands for it."""

    text: str
    terms: frozenset[str]

    def is_named_in(self, text: str) -> bool:
        """Whether a text, such as that of an offer, names the thing."""
        return not self.terms.isdisjoint(_terms_of(beginning(text)))


def parts_of(title: str) -> tuple[Part, ...]:
    """The things that a title names; none when it names one.

    «и» and commas before it join things only where nothing but a noun with its adjectives stands between:
    «силос цемента и извести», «линия с каландром и пультом» are one thing each.
    """
    listed = passages(title, title)[1:] or [title]
    texts = [text for item in listed for text in _joined_by_and(item)]
    parts = [Part(text, frozenset(terms(_noun(text)))) for text in texts]
    return tuple(parts) if len(parts) > 1 and all(part.terms for part in parts) else ()


@lru_cache(maxsize=1024)  # each part of a slot is looked for in the same few offers
def _terms_of(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _joined_by_and(item: str) -> list[str]:
    before, *last = _AND.split(item, maxsplit=1)
    listed = _COMMA.split(before)
    if last and all(map(_is_bare_noun, listed)) and _starts_with_noun(last[0]):
        return [*listed, *last]
    return [item]


def _is_bare_noun(text: str) -> bool:
    """A noun with adjectives, marks and sizes, without a preposition or a second noun."""
    words = _words(text)
    return bool(words) and _PREPOSITIONS.isdisjoint(words) and len(_nouns(words) or words[:1]) == 1


def _starts_with_noun(text: str) -> bool:
    words = _words(text)
    return text[:1].isalpha() and bool(_nouns(words)) and words[0] not in _PREPOSITIONS


def _noun(text: str) -> str:
    words = _words(text)
    return next(iter(_nouns(words) or words), "")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > 1]


def _nouns(words: list[str]) -> list[str]:
    return [word for word in words if not _is_adjective(word)]


def _is_adjective(word: str) -> bool:
    base = lemma(word.replace("ё", "е"))
    # the lemma of a participle is its verb: «гнутый» is «гнуть»; «известь» is a noun in its own form
    return bool(_ADJECTIVE.search(base)) or (base.endswith("ть") and base != word)
