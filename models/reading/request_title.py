"""The name of what is asked for, out of the sentence that asks: volume, term and place have own fields."""

import re

from data.places import Places
from models.reading.asking import asking_end
from models.reading.request_amounts import read_amount, without_amounts
from models.reading.request_term import read_term

# «Звонил Петров с завода, нужен песок»: who called is no part of the need
_CALLED = re.compile(
    r"^(?:звонил\w*|позвонил\w*|писал\w*|написал\w*|обратил\w+|приходил\w*)\b[^,;:–—]*[,;:–—]\s*",
    re.IGNORECASE,
)
# «Стройтрест: нужен бетон»: nor who asks
_ASKER = re.compile(
    r"^[^,;:]{1,60}:\s*(?=(?:нуж(?:ен|на|но|ны)|требу[ею]тся|необходим\w*|надо)\s)", re.IGNORECASE
)
_PIECE = re.compile(r"\s*[,;]\s+")
_WHOM_TO_CALL = re.compile(
    r"^(?:по|пере)?звон(?:ить|ите|и)\b|^(?:спро(?:сить|сите)|контакт|связь|тел)\b", re.IGNORECASE
)
_NEARLY = re.compile(r"^(?:около|примерно|до|порядка)\s+")
_NUMBER_FIRST = re.compile(r"^(?:(?:около|примерно|до|порядка)\s*)?\d")
# «бетон М500 40 кубов»; kilograms and litres are told of a packing more often than of a volume
_AMOUNT_LAST = re.compile(
    r"\s+(?:[—–-]\s*)?"
    r"(?P<amount>(?:(?:около|примерно|до|порядка)\s+)?\d[\d ]*(?:[.,]\d+)?\s*(?!кг|л\b)[^\d\s]\S*)$"
)
_PLACE_LAST = re.compile(
    r"\s+(?:[—–-]\s*)?(?:с доставкой |доставка )?"
    r"(?:в|во|на|до|под)\s+(?P<place>[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?)$"
)
_TO_PLACE = re.compile(r"^(?:в|во|на|до|под|с доставкой в|доставка в|доставка)\s+", re.IGNORECASE)


def request_title(sentence: str, places: Places) -> str:
    """Without who called, the asking word and the pieces that are read into fields; never empty."""
    asked = _ASKER.sub("", _CALLED.sub("", sentence.strip().rstrip(". "), count=1), count=1)
    first, *others = _PIECE.split(asked[asking_end(asked) :])
    kept = [_ended(first, places), *(piece for piece in others if not _has_its_field(piece, places))]
    return ", ".join(kept).strip() or sentence


def _ended(piece: str, places: Places) -> str:
    """Without the place and the volume that end it, in whichever order."""
    for _ in range(2):
        if (last := _PLACE_LAST.search(piece)) and places.find(last["place"]):
            piece = piece[: last.start()]
        if (last := _AMOUNT_LAST.search(piece)) and not without_amounts(
            _NEARLY.sub("", last["amount"])
        ).strip():
            piece = piece[: last.start()]
    return piece


def _has_its_field(piece: str, places: Places) -> bool:
    if _WHOM_TO_CALL.match(piece):
        return True
    if _NUMBER_FIRST.match(piece) and read_amount(piece):
        return True
    if (term := read_term(piece)) and len(term) >= len(piece) - 1:
        return True
    return places.find(_TO_PLACE.sub("", piece)) is not None
