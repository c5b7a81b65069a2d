"""Names of codes as search compares them: lemmas and common terms of synonyms, without what is left out."""

import re

from data.classifiers.classifier import CodeEntry
from models.reading.text import beginning
from models.reading.tokens import tokens

# from there on a description lists what other codes are for
_LEFT_OUT = re.compile(r"\bне включа(?:ет|ют)\b", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"группировка", "включать", "также", "см", "прочие", "прочий", "тд", "тп"})


def entry_words(entry: CodeEntry) -> tuple[str, str]:
    """The terms of the name and of what the description says the code includes, separated by spaces.

    A term of several words is joined by underscores.
    """
    return joined_terms(entry.name), joined_terms(beginning(_LEFT_OUT.split(entry.description)[0]))


def joined_terms(text: str) -> str:
    """Each term of a text once, in its order."""
    found = dict.fromkeys(token.term.replace(" ", "_") for token in tokens(text))
    return " ".join(term for term in found if term not in _SAYS_NOTHING)
