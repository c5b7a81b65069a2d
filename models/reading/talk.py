"""Whether a need is a bare line of a specification or is told in sentences."""

import re
from functools import lru_cache

from data.profiles import Need
from models.reading.asking import asking_end
from models.reading.spans import folded

_SAID = re.compile(
    r"\b(?:нуж(?:ен|н\w+|да\w*)|надо|ищ(?:ем|у|ут)|требу[ею]тся|куп(?:ить|им|лю)|закуп\w+|потребност\w+|необходим\w*|"
    r"хотим|хотелось|просим|прошу|можно|здравствуйте|добрый день|подскажите|кто|куда|чем|чтобы?|срочно|"
    r"интересу\w+|возьм[её]м|заявка)\b"
)
# «опрес. ГОСТ», «нейл. бел.» are abbreviations: a sentence begins with a capital and goes on in small letters
_TWO_SENTENCES = re.compile(r"[а-яё]{4}[.…]\s+[А-ЯЁ][а-яё]{2,}|[!?]")


@lru_cache(maxsize=16_384)
def is_line(need: Need) -> bool:
    """A name of goods as lists and specifications have it; a word that asks for it may stand before."""
    title = need.title.strip()
    title = title[asking_end(title) :]
    return (
        not need.description.strip() and not _TWO_SENTENCES.search(title) and not _SAID.search(folded(title))
    )
