"""Kinds told by words that exclude each other: молотая or комовая известь, гранитный or вторичный щебень."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.references import exclusive_words
from models.specifications.fact import Fact

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.,;:!?()\n]|\s[—–-]\s")
_STRANGER = re.compile(
    r"(?<![^\W_])(?:для|под|на|к|по|от|с|со|при|без|вместо|кроме|не|ни|как|чем|в)(?![^\W_])"
)
_LEAD = re.compile(
    r"(?<![^\W_])(?:для|под|на|к|по|от|без|вместо|кроме|не|ни|как|чем|из|с|со)\s+(?:[^\W\d_]+\s+)?$"
)
_TITLE_END = re.compile(r"[.,:!?(\n](?:\s|$)|\(|\s(?:для|под|на|от|по|с|со|к|без|в)\s")
_DENIED = re.compile(r"(?<![^\W_])(?:не|без|кроме|ни|вместо)\s+$")
KIND = "Вид"
_ANYWHERE = ("Вид (упаковка)", "Вид (тара)")  # told in any sentence
_NEAR = 4  # words from a noun to what is said of it


@dataclass(frozen=True)
class _Spelling:
    """One spelling: its words, its group, and which alternative it means (-1: what they are said of)."""

    words: tuple[str, ...]
    group: int
    part: int
    alone: bool


@dataclass(frozen=True)
class _Mention:
    spelling: _Spelling
    first: int  # the index of its first word
    start: int
    end: int


def kinds(low: str) -> Iterator[Fact]:
    """The alternatives that a folded text names; firm where they stand by the noun they belong to.

    What is not firm only widens the choice of a group in which something is.
    """
    groups: dict[int, list[_Mention]] = {}
    for mention in _mentions(low):
        if mention.spelling.part < 0 or not _DENIED.search(low[max(0, mention.start - 9) : mention.start]):
            groups.setdefault(mention.spelling.group, []).append(mention)
    for group, found in groups.items():
        nouns = [m for m in found if m.spelling.part < 0]
        named = [m for m in found if m.spelling.part >= 0]
        firm = [m for m in named if _is_firm(low, m, nouns)]
        for mention in named if firm else ():
            value = (str(mention.spelling.part),)
            yield Fact(_names()[group], str(group), value, mention.start, mention.end, firm=mention in firm)


def is_of_another_thing(name: str, low: str) -> bool:
    """Whether a kind is told of a noun that the folded text does not name: «Вид (свая)» of a block."""
    if name == KIND or name in _ANYWHERE or name not in _names():
        return False
    return not any(m.spelling.part < 0 and _names()[m.spelling.group] == name for m in _mentions(low))


def _is_firm(low: str, mention: _Mention, nouns: list[_Mention]) -> bool:
    name = _names()[mention.spelling.group]
    if mention.spelling.alone or name == KIND:
        return name in _ANYWHERE or mention.end <= _title_end(low)
    return any(_belongs(low, mention, noun) for noun in nouns)


def _title_end(low: str) -> int:
    """Where the words that name the thing end: the title up to what it is for."""
    end = _TITLE_END.search(low)
    return end.start() if end else len(low)


def _belongs(low: str, mention: _Mention, noun: _Mention) -> bool:
    a, b = sorted((mention, noun), key=lambda m: m.start)
    if a.end > b.start:  # one word is both: «газоблок»
        return True
    between = low[a.end : b.start]
    if b.first - a.first > _NEAR or _BREAK.search(between) or _STRANGER.search(between):
        return False
    return not _LEAD.search(low[max(0, a.start - 40) : a.start])


def _mentions(low: str) -> Iterator[_Mention]:
    words = list(_WORD.finditer(low))
    for i, word in enumerate(words):
        text = word.group()
        for key in (text, *(text[:k] + "*" for k in range(2, min(len(text), _longest_stem()) + 1))):
            for spelling in _index().get(key, ()):
                following = words[i + 1 : i + len(spelling.words)]
                if len(following) == len(spelling.words) - 1 and all(
                    map(_fits, spelling.words[1:], (w.group() for w in following))
                ):
                    yield _Mention(
                        spelling, i, word.start(), following[-1].end() if following else word.end()
                    )


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=1)
def _index() -> dict[str, list[_Spelling]]:
    """Spellings by their first word as it is written in the file."""
    index: dict[str, list[_Spelling]] = {}
    for group, (about, alternatives) in enumerate(exclusive_words()):
        for part, spellings in enumerate((about, *alternatives), start=-1):
            for spelling in spellings:
                words = tuple(spelling.rstrip("!").split())
                index.setdefault(words[0], []).append(_Spelling(words, group, part, spelling.endswith("!")))
    return index


@lru_cache(maxsize=1)
def _longest_stem() -> int:
    """The letters of the longest first word that stands for all words that begin so."""
    return max(len(key) - 1 for key in _index() if key.endswith("*"))


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """The name of each group as staff read it."""
    return tuple(f"Вид ({about[0].rstrip('*')})" if about else KIND for about, _ in exclusive_words())
