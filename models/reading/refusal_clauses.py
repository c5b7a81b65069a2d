"""Clauses of a text that refuse something: what is refused, and the text without them.

A clause is governed by its own negation: in «нужен D500, а D400 не надо» the first one stays wanted.
A refusal that is not there hides the right company, so whatever may turn a negation round ends the reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.reading import refusal_words as words
from models.reading.spans import blanked_spans, folded
from models.reading.text import beginning
from models.reading.tokens import lemma, tokens

Span = tuple[int, int]

_ABBREVIATION = re.compile(r"(?:^|[^\w/])(?:г|тыс|кв|куб|пог|п|ул|р|обл|др|фр|б|у)$")  # «б/у.» may end
_SENTENCE_END = re.compile(r"[!?\n]+|\.(?=\s|$)")
_CLAUSE_END = re.compile(r"(?<!\d),|,(?!\d)|[;:()]|\s[—–-]+\s|\b(?=(?:а|но|зато)\s)")
_AND = re.compile(r"\b(?:и|или|либо|ни)\b|[,|]")
_ASIDE = re.compile(r"\((\w+)\)")  # «механику (скобы) не ставим»: one clause
_ALSO = re.compile(r"\b(?:тоже|также)\W*$|\bтоже (?:мимо|не)\b")
_PRONOUN = re.compile(r"\b(?:ее|их|его|такие|такой|такую)\b")
_ACCUSATIVE = re.compile(r"^\W*(?:[^\W\d_]+(?:ую|юю)\s+)*[^\W\d_]{3,}[ую]\W*$")
_WANTED = re.compile(r"(?<!не )\b(?:нуж(?:ен|н[аоы])|надо|ищ[еу]\w*|купи\w*|куплю|требуется|возьм\w+)\b")
_OWN = re.compile(r"\bсво(?:й|я|е|и)\b|\bне\b")
_PREDICATE = re.compile(r"\b(?:у нас|не|уже|есть|в|на)\b")
_REASON = re.compile(r"\b(?:по|на|за|в|для|из|под|к|потому|так как)\b")
_PURPOSE = re.compile(r"\b(?:на|за|в|для|под|при)\b")  # «грунтовка под обои»: the grounding is refused
_VERB = re.compile(r"(?:[аяеиуоы]ть|ти|чь)(?:ся)?$")
_FINITE = re.compile(r"(?:[тмьлую]|те|л[аио]|ся|сь)$")
USED_TERM = "б/у"
_ALL_OR_NOTHING = re.compile(r"\b(?:вс[еёюя]\w*|ничего|никак\w+|остальн\w+)\b")
_MOST = 100  # refusals of one text; nobody writes so many, a pasted list may
_NEAREST = 8  # words of a clause before its negation that the negation can reach


@dataclass(frozen=True)
class Refusal:
    """One refused thing: the span of the clause that refuses it and the lemmas that name it."""

    start: int
    end: int
    terms: tuple[str, ...]


@lru_cache(maxsize=4096)
def refusals(text: str) -> tuple[Refusal, ...]:
    """What the writer of a need does not want, in order of the text."""
    return _bounded(_read(beginning(text), words.MARKER, asks=True))


@lru_cache(maxsize=16_384)
def declined(text: str) -> tuple[Refusal, ...]:
    """What the writer of an offer says he does not do: «в аренду не сдаём»."""
    return _bounded(_read(beginning(text), words.DECLINED, asks=False))


def without_refusals(text: str) -> str:
    """The text without the clauses that refuse; the whole text when nothing else is in it."""
    kept = " ".join(blanked(text, refusals(text)).split()).strip(" ,.;")
    return kept if any(c.isalnum() for c in kept) else text


def blanked(text: str, found: tuple[Refusal, ...]) -> str:
    """The text with spaces for the refusing clauses, so that all spans stay where they are."""
    return blanked_spans(text, ((refusal.start, refusal.end) for refusal in found))


def _bounded(found: Iterator[Refusal]) -> tuple[Refusal, ...]:
    """Each refusal once, and no more of them than a reader could have meant."""
    once: dict[Refusal, None] = {}
    for refusal in found:
        once[refusal] = None
        if len(once) == _MOST:
            break
    return tuple(once)


def _read(text: str, marker: re.Pattern[str], *, asks: bool) -> Iterator[Refusal]:
    low = _ASIDE.sub(r"|\1|", folded(text))
    for start, end in _pieces(low, _SENTENCE_END, 0, len(low)):
        clauses = list(_pieces(low, _CLAUSE_END, start, end))
        refused = False
        listed: set[Span] = set()
        for at, clause in enumerate(clauses):
            found = _marker_in(low[slice(*clause)], marker)
            if found:
                refused = True
                yield from _governed(low, clauses, at, found, listed)
            elif refused and _ALSO.search(low[slice(*clause)]):
                yield from _things(low, clause, low[slice(*clause)])
            elif asks:
                yield from _small(low, clause)


def _marker_in(part: str, marker: re.Pattern[str]) -> re.Match[str] | None:
    found = marker.search(part)
    if not found or (marker is words.MARKER and words.TURNED.search(part)):
        return None
    if words.THIRD_PERSON.search(found.group()) and not words.DECIDERS.search(part):
        return None
    return found


def _governed(
    low: str, clauses: list[Span], at: int, found: re.Match[str], listed: set[Span]
) -> Iterator[Refusal]:
    """What a negation governs: things of its clause, of a list before it, or of the clause it points to.

    `listed` are the clauses that a negation has governed as its list: another one does not give them again.
    """
    start, end = clauses[at]
    before, after = low[start : start + found.start()], low[start + found.end() : end]
    if words.DECIDED.search(found.group()):
        before, after = words.DECIDERS.sub(" ", before), words.DECIDERS.sub(" ", after)
    if not _terms(before) and not _terms(after):
        if at:
            yield from _pointed_at(low, clauses[at - 1], (start, end))
        return
    for item in clauses[_first_of_list(low, clauses, at, found) : at]:
        if item in listed:
            continue
        listed.add(item)
        yield from _things(low, item, low[slice(*item)])
    listed.add(clauses[at])
    near = _nearest(before)
    yield from _things(low, (start + near, end), before[near:] + " , " + _REASON.split(after)[0])


def _pointed_at(low: str, previous: Span, clause: Span) -> Iterator[Refusal]:
    # «паллеты у нас свои, их не надо»; «подоконник — не то»; «мембранный не тянет давление, не предлагайте»
    part = low[slice(*previous)]
    own = low[slice(*clause)]
    if _PRONOUN.search(own) or own.strip() == "не то" or _OWN.search(part):
        yield from _things(low, (previous[0], clause[1]), _PREDICATE.split(part)[0])


def _first_of_list(low: str, clauses: list[Span], at: int, found: re.Match[str]) -> int:
    """Where the list that ends in clause `at` begins; a title is no list."""
    parts = [low[slice(*clause)] for clause in clauses[:at]]
    in_title = clauses[0][0] == 0
    of_list = words.LIST_MARKER.search(found.group()) or at > 1
    if of_list and not in_title and all(map(_is_item, parts)):
        return 0
    first = at
    while first and _ACCUSATIVE.match(parts[first - 1]) and _is_item(parts[first - 1]):
        first -= 1
    return first


@lru_cache(maxsize=4096)
def _is_item(part: str) -> bool:
    own = part.split()
    return 0 < len(own) <= 3 and not _WANTED.search(part) and not any(map(_is_finite, own))


def _is_finite(word: str) -> bool:
    # a verb that is no infinitive: «присылали», «будем»
    form = lemma(word)
    return form != word and bool(_VERB.search(form)) and bool(_FINITE.search(word))


def _nearest(before: str) -> int:
    """Where the object of a negation begins: messages without commas put two things into one clause."""
    wanted = [m.end() for m in _WANTED.finditer(before)]
    own = list(re.finditer(r"\S+", before))
    if wanted:
        return own[-1].start() if own[-1].start() >= wanted[-1] else wanted[-1]
    return own[-_NEAREST].start() if len(own) > _NEAREST else 0


def _things(low: str, clause: Span, part: str) -> Iterator[Refusal]:
    start, end = clause
    while start < end and not low[start].isalnum():
        start += 1
    while end > start and not low[end - 1].isalnum():
        end -= 1
    for phrase in _AND.split(part):
        head = phrase if words.USED.search(phrase) else _PURPOSE.split(phrase)[0]
        terms = _terms(head) or _terms(phrase)
        if terms and start < end:
            yield Refusal(start, end, terms)


def _terms(part: str) -> tuple[str, ...]:
    used = (USED_TERM,) if words.USED.search(part) else ()
    rest = words.USED.sub(" ", part)
    found = [t.term for t in tokens(rest) if t.end - t.start > 1 and not _is_finite(rest[t.start : t.end])]
    things = [t for t in found if t not in words.EMPTY and t[0] != "=" and not t.replace(".", "").isdigit()]
    return used + tuple(dict.fromkeys(things))


def _small(low: str, clause: Span) -> Iterator[Refusal]:
    """Refusals of a few words in a clause that goes on: «без монтажа», «кроме китайских», «, не гравий»."""
    start, part = clause[0], low[slice(*clause)]
    for match in words.WITHOUT.finditer(part):
        what = match.group().split(maxsplit=1)[1]
        yield from _things(low, (start + match.start(), start + match.end()), what)
    excepted = words.EXCEPT.search(part)
    turned = words.WITHOUT.search(part) or _ALL_OR_NOTHING.search(part)
    if excepted and not turned:
        yield from _things(low, (start + excepted.start(), start + excepted.end()), excepted["what"])
    contrast = words.CONTRAST.match(part)
    if not contrast or not start or words.TURNED.search(part):
        return
    if not words.NO_THING.search(contrast["what"].split()[-1]):
        yield from _things(low, clause, contrast["what"])


def _pieces(low: str, end_mark: re.Pattern[str], start: int, end: int) -> Iterator[Span]:
    at = start
    for match in end_mark.finditer(low, start, end):
        if match.group() == "." and _ABBREVIATION.search(low[max(start, match.start() - 6) : match.start()]):
            continue
        if match.start() > at:
            yield at, match.start()
            at = match.end()
        elif match.end() > at:
            at = match.end()
    if end > at:
        yield at, end
