"""Circumstances of a need told in its text: where, how much, until when. The rest is what is needed.

«бетон М300 с доставкой в Ялуторовск, 40 кубов до конца месяца» asks for «бетон М300»: words about place,
volume and term match nothing in offers and would only thin the query out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from data.places import Place, Places
from data.profiles import Need
from data.units import unit_of
from models.reading.asking import asking_end
from models.reading.refusal_clauses import refusals
from models.reading.spans import blanked_spans
from models.reading.text import beginning, need_text
from models.reading.tokens import is_place_name, lemma

Span = tuple[int, int]

_VOLUME = re.compile(
    r"(?<![\w.,/×x*-])(?P<number>\d{1,9}(?:[ \u00a0]\d{3}){0,4}(?:[.,]\d+)?)[ \u00a0]?"
    r"(?P<unit>куб(?:ов|а|ометр\w*)?|м3|м³|тонн?[аы]?|тн|т|штук[аи]?|шт|тыс\.?[ \u00a0]?шт|поддон\w{0,2}|"
    r"машин[аыу]?|вагон\w{0,2}|м2|м²|кв\.?[ \u00a0]?м|пог\.?[ \u00a0]?м|п\.?[ \u00a0]?м|биг-?бэг\w{0,2})"
    r"(?![\w/²³])\.?",
    re.IGNORECASE,
)
_MONTHS = r"(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
_TERM = re.compile(
    rf"\b(?:срочно|до конца \w+|на (?:этой|следующей) неделе|в течение \d+ \w+|в месяц|ежемесячно|"
    rf"(?:до|к|с|от) \d{{1,2}}(?:[.\-]\d{{1,2}}(?:[.\-]\d{{2,4}})?| {_MONTHS})(?: \d{{4}})?|"
    rf"(?:в|к|до|с) {_MONTHS})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE_PLACE = frozenset({"в", "во", "до", "на", "из", "под", "около", "г", "город", "по", "с", "от"})
_DELIVERY = re.compile(
    r"(?:\bс доставкой|\bдоставка|\bдоставить)?\s*(?:\b(?:в|во|до|на|по|г\.?|город)\s*)+$", re.IGNORECASE
)
_LEAD = 40  # characters before a place that hold «с доставкой в город»


@dataclass(frozen=True)
class Circumstances:
    """What the text says of place and volume, and the spans of the words that say it (and the term)."""

    place: str | None
    volume: float | None
    unit: str | None
    spans: tuple[Span, ...]


def completed(need: Need, places: Places) -> Need:
    """The need with place and volume read from its text where nobody filled them in."""
    found = read_circumstances(need_text(need), places)
    if need.place is None and found.place:
        need = replace(need, place=found.place)
    if need.volume is None and found.volume is not None:
        need = replace(need, volume=found.volume, unit=found.unit)
    return need


def core_text(need: Need, places: Places) -> str:
    """What is needed, without the words that ask, of where, how much, until when, and what is not wanted."""
    text = need_text(need)
    refused = [(refusal.start, refusal.end) for refusal in refusals(text)]
    spans = [(0, asking_end(text)), *read_circumstances(text, places).spans, *refused]
    core = " ".join(blanked_spans(text, spans).split()).strip(" ,.;")
    return core or text


@lru_cache(maxsize=512)
def read_circumstances(text: str, places: Places) -> Circumstances:
    """Reads a text; the first place and the first volume count."""
    text = beginning(text)
    volumes = list(_VOLUME.finditer(text))
    where = list(_places_in(text, places))
    spans = [m.span() for m in volumes] + [m.span() for m in _TERM.finditer(text)]
    spans += [span for _, span in where]
    volume = unit = None
    if volumes:
        volume = float(re.sub(r"[ \u00a0]", "", volumes[0]["number"]).replace(",", "."))
        unit = unit_of(volumes[0]["unit"])
    return Circumstances(where[0][0].name if where else None, volume, unit, tuple(spans))


def _places_in(text: str, places: Places) -> Iterator[tuple[Place, Span]]:
    words = list(_WORD.finditer(text))
    taken = -1
    for i, word in enumerate(words):
        if word.start() < taken:
            continue
        for last in (i + 1, i):  # two words name a place before one does
            place = _place_named(text, words[i : last + 1], places) if last < len(words) else None
            if place and _is_meant(word, words[i - 1].group() if i else "", place):
                taken = words[last].end()
                yield place, (_with_delivery(text, word.start()), taken)
                break


def _place_named(text: str, words: list[re.Match[str]], places: Places) -> Place | None:
    if len(words) == 2 and not text[words[0].end() : words[1].start()].isspace():
        return None
    exact = " ".join(word.group() for word in words)
    return places.find(exact) or _by_lemmas(places).get(" ".join(lemma(w.group().casefold()) for w in words))


def _is_meant(word: re.Match[str], before: str, place: Place) -> bool:
    # «реж», «победа», «мирный» are words too: a preposition, a capital letter or the dictionary must tell
    announced = before.casefold() in _BEFORE_PLACE
    if word.group()[0].isupper():
        return announced or place.population >= 50_000
    return announced and (" " in place.name or is_place_name(word.group()))


def _with_delivery(text: str, start: int) -> int:
    lead = _DELIVERY.search(text, max(0, start - _LEAD), start)
    return lead.start() if lead else start


@lru_cache(maxsize=2)
def _by_lemmas(places: Places) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in sorted(places, key=lambda p: p.population):
        found[" ".join(lemma(word.casefold()) for word in _WORD.findall(place.name))] = place
    return found
