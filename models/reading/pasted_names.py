"""Names of people and firms in a pasted text: who wrote it, not what is needed."""

import re

from data.company_names import LEGAL_FORMS
from models.reading.tokens import is_person_name, is_place_name, is_proper_name

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"(?<=[.,;!?])\s+([А-ЯЁ][а-яё]+)[.\s]*$")
_MAX_WORDS = 4
_FIRM = re.compile(rf"^(?:{'|'.join(LEGAL_FORMS)})\s+[«\"][^»\"]*[»\"]+[.,]?$", re.IGNORECASE)


def is_only_names(said: str) -> bool:
    """«Пётр Петров», «ООО Стройтрест.», «Анна», but neither «Тюмень» nor a word of the trade."""
    if _FIRM.match(said):
        return True
    words = [word for word in _WORD.findall(said) if word.casefold() not in LEGAL_FORMS]
    if not 0 < len(words) <= _MAX_WORDS or any(map(str.isdigit, said)):
        return False
    return all(word[0].isupper() and (is_proper_name(word) or len(word) == 1) for word in words) and not any(
        is_place_name(word) for word in words
    )


def named_end(said: str) -> int:
    """Where a name that somebody put below his text begins: «…, 5. Мария»."""
    last = _LAST_WORD.search(said)
    return last.start() if last and is_person_name(last[1]) else len(said)
