"""Names of things at the head of a title: «газоблок» heads «Газоблок D500», not «Формы для газоблока»."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from data.text_folding import folded

_WORD = re.compile(r"[^\W\d]\w*(?:-\w+)*")  # «d500», not «500»
_HEAD_ENDS = re.compile(r"[,;:(]|\sи\s")
_ADJECTIVE = re.compile(r"(ый|ой|ая|ое|ые|[кгхшщ](ий|ие)|[^аея]н(ий|ие|яя|ее))$")
_ENDING = re.compile(
    r"(?<=...)([ыи]ми|[ая]ми|[ое]го|[ое]му|ая|яя|[ое]е|[ыи]е|[ыио]й|[ую]ю|[ыи]х|[ыи]м|[ое]в|ей|[ая]м|[ая]х|[ое]м|[аяоеыиуюь])$"
)
_FLEETING_VOWEL = re.compile(r"[ое](?=к$)")  # лоток and лотки, плиток and плитка


@dataclass(frozen=True)
class Phrase:
    """Words without endings, and which of them is the noun that the others belong to."""

    head: str
    stems: frozenset[str]

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, text: str) -> Self:
        """The phrase of a name."""
        words = _WORD.findall(folded(text))
        nouns = [word for word in words if not _ADJECTIVE.search(word)]
        head = (nouns or words or [""])[0]
        return cls(_stem(head), frozenset(map(_stem, words)))

    @classmethod
    def heading(cls, title: str) -> Self:
        """What a title begins with, up to its first comma, bracket or «и»."""
        return cls.of(_HEAD_ENDS.split(folded(title), maxsplit=1)[0])

    def length_of(self, name: str) -> int:
        """How many words a name has, 0 when it does not head this phrase."""
        named = Phrase.of(name)
        return len(named.stems) if named.head == self.head and named.stems <= self.stems else 0


def _stem(word: str) -> str:
    return _FLEETING_VOWEL.sub("", _ENDING.sub("", word))
