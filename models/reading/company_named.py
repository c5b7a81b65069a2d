"""The company of the pool that a text names: by INN, code, name, or what it is called for short."""

import re
from collections.abc import Iterable, Iterator

from data.company_names import quoted_names
from data.phrases import Phrase
from data.profiles import Company
from models.reading.spans import folded
from models.reading.tokens import is_person_name, is_place_name, is_proper_name

_WORD = re.compile(r"\w+(?:-\w+)*")
_INN = re.compile(r"(?<!\d)(?:\d{10}|\d{12})(?!\d)")
_LEGAL_FORM = re.compile(
    r"\b(?:общество с ограниченной ответственностью|(?:публичное |закрытое |открытое )?акционерное общество|"
    r"индивидуальный предприниматель|ооо|оао|зао|пао|ао|ип)\b"
)
# «звонили с Вторбетона», «от ООО «Стройтрест», «обратился Стройтрест»: who speaks, called for short
_SPEAKER = re.compile(
    r"\b(?:(?:с|со|от|из|звон\w+|позвон\w+|пиш[еу]т|написал\w*|обратил\w+)\s+)+"
    r"(?:(?:ооо|оао|зао|пао|ао)\s+)?[«\"“„]?(?-i:([А-ЯЁ]\w*(?:-\w+)*))",
    re.IGNORECASE,
)
_MIN_CODE = 3


def company_named(text: str, companies: Iterable[Company]) -> Company | None:
    """An INN tells most, then a code, then the longest name in any of its cases, then a part of a name.

    A name of one word needs a capital letter, unless the dictionary knows it as a name and nothing else.
    A part of a name counts where it says who speaks, and where no other company has that word.
    """
    known = list(companies)
    inns = set(_INN.findall(text))
    words = _WORD.findall(folded(text))
    by_inn = next((c for c in known if c.inn and c.inn in inns), None)
    by_code = next((c for c in known if _is_code(c.code) and folded(c.code) in words), None)
    return by_inn or by_code or _by_name(text, words, known) or _by_part(text, known)


def _by_name(text: str, words: list[str], companies: list[Company]) -> Company | None:
    stems = list(map(_stem, words))
    starts = _positions(stems)
    capitals = {_stem(folded(word)) for word in _WORD.findall(text) if word[0].isupper()}
    best, length = None, 0
    for company in companies:
        for name in _names(company.name):
            sought = list(map(_stem, name))
            if len(name) <= length or (len(name) == 1 and not _is_name(name[0], sought[0] in capitals)):
                continue
            if any(stems[at : at + len(sought)] == sought for at in starts.get(sought[0], ())):
                best, length = company, len(name)
    return best


def _by_part(text: str, companies: list[Company]) -> Company | None:
    words = [folded(match[1]) for match in _SPEAKER.finditer(text)]
    told = {_stem(word) for word in words if is_proper_name(word) and not _is_elsewhere(word)}
    if not told:
        return None
    called = [company for company in companies if told & set(map(_stem, name_words(company.name)))]
    return called[0] if len(called) == 1 else None


def _is_elsewhere(word: str) -> bool:
    """Whether the word is a place or a person and therefore says nothing of a firm."""
    return is_place_name(word) or is_person_name(word)


def _is_name(word: str, is_capital: bool) -> bool:
    """Whether a word can only be a firm: «из стройтреста», but not «нужен кирпич» or «в Сибирь»."""
    return not is_place_name(word) and (is_capital or is_proper_name(word))


def _names(name: str) -> Iterator[list[str]]:
    """The name without its legal form, and what is quoted inside: «Простенок» of «Завод «Простенок»»."""
    for told in (name, *quoted_names(name)):
        if words := name_words(told):
            yield words


def name_words(name: str) -> list[str]:
    """«завод», «простенок» of «ООО «Завод «Простенок»»."""
    return _WORD.findall(_LEGAL_FORM.sub(" ", folded(name)))


def _positions(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def _stem(word: str) -> str:
    return Phrase.of(word).head


def _is_code(code: str) -> bool:
    # «beton» is a word and «17» a number: only letters with digits are nothing but a code
    return len(code) >= _MIN_CODE and any(map(str.isdigit, code)) and any(map(str.isalpha, code))
