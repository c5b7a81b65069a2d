"""The company of the pool that a text names: by its INN, its code, or its name without the legal form."""

import re
from collections.abc import Iterable

from data.profiles import Company
from models.reading.spans import folded

_WORD = re.compile(r"\w+(?:-\w+)*")
_INN = re.compile(r"(?<!\d)(?:\d{10}|\d{12})(?!\d)")
_LEGAL_FORM = re.compile(
    r"\b(?:общество с ограниченной ответственностью|(?:публичное |закрытое |открытое )?акционерное общество|"
    r"индивидуальный предприниматель|ооо|оао|зао|пао|ао|ип)\b"
)
_MIN_CODE = 3


def company_named(text: str, companies: Iterable[Company]) -> Company | None:
    """An INN tells most, then a code, then the longest name; a name of one word needs a capital letter."""
    known = list(companies)
    inns = set(_INN.findall(text))
    words = _WORD.findall(folded(text))
    by_inn = next((c for c in known if c.inn and c.inn in inns), None)
    by_code = next((c for c in known if _is_code(c.code) and folded(c.code) in words), None)
    return by_inn or by_code or _by_name(text, words, known)


def _by_name(text: str, words: list[str], companies: list[Company]) -> Company | None:
    starts = _positions(words)
    capitals = {folded(word) for word in _WORD.findall(text) if word[0].isupper()}
    best, length = None, 0
    for company in companies:
        name = name_words(company.name)
        if len(name) <= length or (len(name) == 1 and name[0] not in capitals):
            continue
        if any(words[at : at + len(name)] == name for at in starts.get(name[0], ())):
            best, length = company, len(name)
    return best


def name_words(name: str) -> list[str]:
    """«завод», «простенок» of «ООО «Завод «Простенок»»."""
    return _WORD.findall(_LEGAL_FORM.sub(" ", folded(name)))


def _positions(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def _is_code(code: str) -> bool:
    # «beton» is a word and «17» a number: only letters with digits are nothing but a code
    return len(code) >= _MIN_CODE and any(map(str.isdigit, code)) and any(map(str.isalpha, code))
