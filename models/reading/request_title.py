"""The name of what is asked for, out of the sentence that asks: volume, term and place have own fields."""

import re

from data.places import Places
from models.reading.request_amounts import read_amount
from models.reading.request_term import read_term

# «Звонил Петров с завода, нужен песок»: who called is no part of the need
_CALLED = re.compile(
    r"^(?:звонил\w*|позвонил\w*|писал\w*|написал\w*|обратил\w+|приходил\w*)\b[^,;:–—]*[,;:–—]\s*",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:нуж(?:ен|на|но|ны)|требу[ею]тся|необходим\w*|надо)\s+(?=[а-яёa-z«])", re.IGNORECASE)
_VERB = re.compile(r"^\w+(?:ть|ти|чь)(?:ся)?\b", re.IGNORECASE)  # «нужно смонтировать» stays as it was said
_PIECE = re.compile(r"\s*[,;]\s+")
_NUMBER_FIRST = re.compile(r"^(?:около|примерно|до|порядка)?\s*\d")
_TO_PLACE = re.compile(r"^(?:в|во|на|до|под|с доставкой в|доставка в|доставка)\s+", re.IGNORECASE)


def request_title(sentence: str, places: Places) -> str:
    """Without who called, the asking word and the pieces that are read into fields; never empty."""
    asked = _CALLED.sub("", sentence.strip().rstrip(". "), count=1)
    named = _ASKS.sub("", asked, count=1)
    if _VERB.match(named):
        named = asked
    first, *others = _PIECE.split(named)
    kept = [first, *(piece for piece in others if not _has_its_field(piece, places))]
    return ", ".join(kept).strip() or sentence


def _has_its_field(piece: str, places: Places) -> bool:
    if _NUMBER_FIRST.match(piece) and read_amount(piece):
        return True
    if (term := read_term(piece)) and len(term) >= len(piece) - 1:
        return True
    return places.find(_TO_PLACE.sub("", piece)) is not None
