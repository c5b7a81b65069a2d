"""What in a text leads to who wrote it: names, sites, people, places, addresses, numbers.

Made for letters to outsiders. It hides too much rather than too little: a reader must not recognise who asks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.company_names import LEGAL_FORMS, quoted_names
from data.phrases import Phrase
from data.places import Places
from data.recipes.book import recipes
from data.references import okpd2_names
from data.tables.pool import CompanyRow
from data.text_folding import folded
from models.reading.circumstances import read_circumstances
from models.reading.spans import merged
from models.reading.tokens import is_person_name, is_proper_name
from service.hidden_names import HIDDEN, without_names
from service.recruiting.landmarks import LANDMARK

Keys = tuple[str, ...]

MIN_LETTERS = 4
MAX_ABBREVIATION = 5
_ENDING_OF_ADJECTIVE = 4  # letters by which «винзилинск» is longer than «винзил»
_FORMS = frozenset((*LEGAL_FORMS, "нпо", "нпп", "нпк", "пкф", "сз", "тк", "тд", "гк", "муп", "гуп"))
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(
    r"""
    [«"„“][^«»"„“”]*[»"“”]  # whatever has a name of its own
    | \d(?:[\s-]?\d){9,}  # tax ids and phones, however they are grouped
    | \b[А-ЯЁ]\.\s?[А-ЯЁ]\b\.?  # initials
    | \b(?i:ул|улица|пр-т|проспект|пер|переулок|шоссе|мкр|микрорайон|жк|снт|пос|посёлок|р-н|ст|станция)\b\.?
      \s*[А-ЯЁ\d][\w-]*(?:,?\s*(?:д\.?|стр\.?)?\s*\d+\w?)?
    | \b[А-ЯЁ][\w-]+(?:ый|ий|ой|ого|ому|ом|ым|ая|ую)\s+
      (?:(?:тракт|шоссе|улиц|район|проезд|област)\w*|кра(?:й|я|ю|е)\b)
    """,
    re.VERBOSE,
)
_WITH_PREPOSITION = re.compile(
    rf"(?:\b(?:для|в|во|на|от|у|с|со|к|по|из|под|при|до|и)\s+)?{HIDDEN}", re.IGNORECASE
)


@dataclass(frozen=True)
class _Word:
    """`key` is the same in every form of the word; a name begins with a capital inside of a sentence."""

    text: str
    key: str
    start: int
    end: int
    is_name_like: bool


class Recognisable:
    """Of one pool: how its companies, their sites and their towns are called."""

    def __init__(self, companies: Iterable[CompanyRow], places: Places) -> None:
        rows = list(companies)
        self._places = places
        self._names: dict[str, set[Keys]] = defaultdict(set)
        towns = {keys[0] for row in rows if len(keys := _keys(row.municipality)) == 1}
        self._towns = towns - trade_words()
        self._sites = {word.key for row in rows for word in _own_names(row.site)}
        for row in rows:
            for keys in (*_names(row.name), _keys(row.municipality)):
                if keys and not trade_words().issuperset(keys):
                    self._names[keys[0]].add(keys)

    def hidden_in(self, text: str, asker: CompanyRow | None = None, place: str | None = None) -> str:
        """The text without all that; `place` is where things are needed. It may say nothing any more."""
        plain = without_names(text, asker) if asker else text
        plain = _ADDRESS.sub(HIDDEN, LANDMARK.sub(HIDDEN, plain))
        told = read_circumstances(plain, self._places).spans
        where = [span for span in told if not _DIGIT.search(plain[slice(*span)])]  # not volumes and terms
        plain = _without_spans(plain, where)
        return _tidied(_without_spans(plain, self._spans(_words(plain), asker, place)))

    def _spans(
        self, words: list[_Word], asker: CompanyRow | None, place: str | None
    ) -> Iterator[tuple[int, int]]:
        own = _of_asker(asker, place)
        towns = {town for town in self._towns | own if len(town) >= MIN_LETTERS}
        phrases = set(filter(None, (*_names(asker.name), _keys(asker.code)))) if asker else set()
        for i, word in enumerate(words):
            is_place = word.key in self._sites or word.key in _place_keys(self._places)
            is_name = word.is_name_like and (is_place or _is_proper_name(word))
            if word.key in own or is_name or any(_is_of_town(word.key, town) for town in towns):
                yield word.start, word.end
            for keys in phrases | self._names.get(word.key, set()):
                told = words[i : i + len(keys)]
                if keys == tuple(w.key for w in told) and (len(keys) > 1 or word.is_name_like):
                    yield word.start, told[-1].end


@lru_cache(maxsize=2)
def _place_keys(places: Places) -> frozenset[str]:
    """Keys of places of one word, which the dictionary may take for something else: «под Ялуторовском»."""
    keys = {_keys(place.name) for place in places}
    return frozenset(key[0] for key in keys if len(key) == 1 and len(key[0]) >= MIN_LETTERS) - trade_words()


@lru_cache(maxsize=1)
def trade_words() -> frozenset[str]:
    """Keys of words that name goods and services: a company named by them is not recognised by them."""
    names = [*okpd2_names().values(), *(name for recipe in recipes() for name in recipe.names)]
    names += [input_.name for recipe in recipes() for input_ in recipe.inputs]
    return frozenset(word.key for name in names for word in _words(name))


def word_keys(text: str) -> frozenset[str]:
    """Keys of the words by which a text may be recognised, the same in every form: none of the trade's."""
    return frozenset(w.key for w in _words(text) if len(w.key) >= MIN_LETTERS) - trade_words() - _FORMS


def _of_asker(asker: CompanyRow | None, place: str | None) -> frozenset[str]:
    """Keys of everything that leads to the asker, each word by itself."""
    if asker is None:
        return frozenset()
    told = (asker.name, asker.contact_name, asker.municipality, place)
    words = [word for text in told for word in _words(text or "")] + _own_names(asker.site)
    return frozenset(w.key for w in words if len(w.key) >= MIN_LETTERS) - trade_words() - _FORMS


def _names(name: str) -> Iterator[Keys]:
    """«Простенок» of «ООО «Завод изделий «Простенок»»; without quotes the whole but for its legal form."""
    yield from map(_keys, quoted_names(name) or [name])


def _keys(text: str | None) -> Keys:
    return tuple(word.key for word in _words(text or "") if word.key not in _FORMS)


def _own_names(text: str | None) -> list[_Word]:
    return [w for w in _words(text or "") if w.is_name_like and w.key not in trade_words()]


def _words(text: str) -> list[_Word]:
    found = list(_WORD.finditer(text))
    return [
        _Word(m.group(), _key(m.group()), *m.span(), m.group()[0].isupper() and _is_name_at(m, found[0]))
        for m in found
    ]


def _is_name_at(word: re.Match[str], first: re.Match[str]) -> bool:
    """A capital begins a sentence too: there only the name of a person is one."""
    return word is not first or is_person_name(word.group())


def _key(word: str) -> str:
    return Phrase.of(word).head or folded(word)


def _is_proper_name(word: _Word) -> bool:
    """«Ивану», «Prostenok»; neither «ЛВЖ», «Мк» and «М300» nor a word of the trade."""
    is_short = len(word.text) < MIN_LETTERS - 1 or (
        word.text.isupper() and len(word.text) <= MAX_ABBREVIATION
    )
    is_of_trade = is_short or not word.text.isalpha() or word.key in trade_words()
    return not is_of_trade and is_proper_name(word.text)


def _is_of_town(key: str, town: str) -> bool:
    return key.startswith(town) and len(key) - len(town) <= _ENDING_OF_ADJECTIVE


def _without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in reversed(merged(spans)):
        text = text[:start] + HIDDEN + text[end:]
    return text


def _tidied(text: str) -> str:
    text = " ".join(_WITH_PREPOSITION.sub(" ", text).split())
    text = re.sub(r"\s+([,.;:)])", r"\1", text.replace("( )", "").replace("()", ""))
    return re.sub(r"([,;:])(?:\s*[,;:.])+", r"\1", text).strip(" ,.;:-–—№")
