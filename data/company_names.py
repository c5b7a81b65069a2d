"""How companies are called in texts: the legal form, and the name that stands in quotes."""

import re

from data.text_folding import folded

LEGAL_FORMS = ("ооо", "оао", "зао", "пао", "нао", "ао", "ип", "кфх", "тоо")
_LEGAL_FORM = re.compile(rf"\b({'|'.join(LEGAL_FORMS)})\b")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_NO_LETTER = re.compile(r"[^\w\s-]")


def names_in(text: str) -> frozenset[str]:
    """Every way to read a company's name in a text: all of it, up to the first comma, and what is quoted.

    Case, quotes and the legal form do not count.
    """
    parts = (text, text.split(",")[0], *quoted_names(text))
    return frozenset(filter(None, map(bare_name, parts)))


def quoted_names(text: str) -> list[str]:
    """«Простенок» of «ООО «Завод изделий «Простенок»»."""
    return _QUOTED.findall(text)


def bare_name(text: str) -> str:
    """«завод изделий простенок» of «ООО «Завод изделий «Простенок»»»."""
    return " ".join(_LEGAL_FORM.sub(" ", _NO_LETTER.sub(" ", folded(text))).split())
