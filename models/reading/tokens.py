"""Words of a text as matching compares them: lemmas, numbers and grades, each with its place in the text.

е = ё, case does not count, a grade is one term however it was typed: «М 500», «М500» and Latin «M500».
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

import pymorphy3

from data.references import stop_words, synonyms
from models.reading.spans import folded
from models.reading.synonyms import Phrases, common_terms, phrases_by_first_word

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_GRADE = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,4})[ \u00a0-]?(\d{1,4}(?:[.,]\d)?)([^\W\d_]{1,2})?(?![^\W_])")
# letters that look the same in both alphabets are written as Latin ones inside of a grade, and as Cyrillic
# ones in a word that mixes them: «ЦEMEHT» typed in a hurry
_CYRILLIC, _LATIN = "авекмнорстух", "abekmhopctyx"
_LOOK_ALIKES = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_MIXED = re.compile(r"(?=.*[а-я])(?=.*[a-z])")
_KINDS_OF_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")  # as pymorphy tags them


@dataclass(frozen=True)
class Token:
    """A term and the span of the text that it stands for."""

    term: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words and numbers as terms in order of the text, stop words left out; then synonyms, then grades."""
    low = folded(text)
    found = [Token(_term(m.group()), m.start(), m.end()) for m in _WORD.finditer(low)]
    common = [
        Token(term, found[first].start, found[end - 1].end)
        for term, first, end in common_terms([t.term for t in found], _phrases())
    ]
    return [t for t in found if t.term not in stop_words()] + common + grades(low)


def grades(low: str) -> list[Token]:
    """Terms such as m500, d400, b25, a500c, f100: letters and a number that belong together."""
    found = []
    for match in _GRADE.finditer(low):
        letters, number, tail = match.groups()
        apart = not low.startswith(letters + number, match.start())
        if apart and lemma(letters) in stop_words():  # «в 25 км» is no grade, «В25» is one
            continue
        term = (letters.translate(_LOOK_ALIKES) + number.replace(",", ".")) + (tail or "").translate(
            _LOOK_ALIKES
        )
        found.append(Token(term, match.start(), match.end()))
    return found


def terms(text: str) -> list[str]:
    """The terms alone."""
    return [token.term for token in tokens(text)]


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The dictionary form of a Russian word; other words as they are."""
    if not _is_cyrillic(word):
        return word
    readings = _analyser().parse(word)
    nouns = (r for r in readings if "NOUN" in r.tag)
    # «отлив» is a thing of the trade before it is «having poured off»
    read = next(nouns, readings[0]) if "GRND" in readings[0].tag else readings[0]
    form: str = read.normal_form
    return form.replace("ё", "е")


@lru_cache(maxsize=20_000)
def is_place_name(word: str) -> bool:
    """Whether the dictionary knows the word as a place and as nothing likelier."""
    return "Geox" in _likeliest(word)


@lru_cache(maxsize=20_000)
def is_proper_name(word: str) -> bool:
    """Whether the dictionary has the word as the name of a person, place or firm, or has it not at all."""
    tag = _likeliest(word)
    return not _analyser().word_is_known(word) or any(kind in tag for kind in _KINDS_OF_NAMES)


@lru_cache(maxsize=20_000)
def is_person_name(word: str) -> bool:
    """Whether the dictionary knows the word as the name of a person and as nothing likelier."""
    tag = _likeliest(word)
    return any(kind in tag for kind in ("Name", "Surn", "Patr"))


@lru_cache(maxsize=20_000)
def is_first_name(word: str) -> bool:
    """Whether the dictionary knows the word as what a person is called by and nothing else: not «Марка»."""
    tag = _likeliest(word)
    if not _analyser().word_is_known(word) or not ("Name" in tag or "Patr" in tag):
        return False
    return all(any(kind in read.tag for kind in _KINDS_OF_NAMES) for read in _analyser().parse(word))


@lru_cache(maxsize=20_000)
def is_somebody(word: str) -> bool:
    """Whether the word is a noun for somebody alive: «снабженец», «прораб»."""
    tag = _likeliest(word)
    return "NOUN" in tag and "anim" in tag


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether the word names something: a noun, an abbreviation, or nothing that the dictionary has."""
    return word.isupper() or not _analyser().word_is_known(word) or "NOUN" in _likeliest(word)


@lru_cache(maxsize=20_000)
def is_finite_verb(word: str) -> bool:
    """Whether the word says what somebody does: «подвёл», «начинают»."""
    return "VERB" in _likeliest(word)


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    def lemmas(spelling: str) -> tuple[str, ...]:
        return tuple(_term(word) for word in _WORD.findall(spelling.casefold().replace("ё", "е")))

    return phrases_by_first_word([[lemmas(spelling) for spelling in group] for group in synonyms()])


def _term(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", ".")
    return lemma(word.translate(_TO_CYRILLIC) if _MIXED.match(word) else word)


def _likeliest(word: str) -> Container[str]:
    """How the dictionary tags a Russian word in any case; over other letters it may stumble."""
    if not _is_cyrillic(folded(word).replace("-", "")):
        return ()
    tag: Container[str] = _analyser().parse(word)[0].tag
    return tag


def _is_cyrillic(word: str) -> bool:
    return all("а" <= c <= "я" for c in word)


@lru_cache(maxsize=1)
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()
