"""Whether an offer is what a need refuses: the thing itself, or its condition (new or used)."""

import re
from functools import lru_cache

from models.reading import refusal_words as words
from models.reading.refusal_clauses import (
    USED_TERM,
    Refusal,
    Span,
    blanked,
    declined,
    refusals,
    without_refusals,
)
from models.reading.spans import folded
from models.reading.text import beginning
from models.reading.tokens import Token, tokens

_ABOUT = re.compile(r"(?<!\d),|,(?!\d)|[.;:()]|\s[—–]\s|\b(?:для|под|на|с|со|без|из-под|к|от)\s")
_CHOICE = re.compile(r"\b(?:и|или|либо)\b|(?<=[^\W\d])/(?=[^\W\d])")
_MADE_OF = re.compile(r"\b(?:из|в) $")  # «окна из алюминия», «цемент в мешках»
_ADJECTIVE = re.compile(r"(?:ый|ий|ой)$")
_VERB = re.compile(r"[аяеиуоы]ть(?:ся)?$")
_NOT_ADJECTIVES = re.compile(r"(?:алюмини|кремни|лити|натри|кали|магни)й$")
_ONLY_NEW = re.compile(
    r"\bтолько нов|\b(?:нужн\w*|нужен|куп\w+|приобрет\w+|ищ\w+) (?:\w+ )?нов(?:ый|ая|ое|ые|ую)\b"
)
# «новый шток», «под новое производство» are no words about what is sold
_OFFERED_NEW = re.compile(
    r"^(?:нов(?:ый|ая|ое|ые)\b)|\b(?:нов(?:ый|ая|ое|ые)|первичн(?:ый|ая|ое|ые))(?=\s*(?:[,.;!()\d]|$))"
)
_PREDICATE_NEW = re.compile(
    r"(?:^|[.!?,]\s*)нов(?:ый|ая|ое|ые)\s*(?=[,.;!?]|$|с\s|в\s|без\s)|\bнужны новые\b"
)

Words = tuple[str, ...]


def refused_by(need_text: str, offer_title: str, offer_text: str) -> tuple[Span, Span] | None:
    """The refusal in the need and the words of the offer when the offer is just what was refused.

    `offer_text` begins with the title, so a span in the title is a span in it.
    """
    found = refusals(need_text)
    if not found or not offer_text.startswith(offer_title):
        return None
    wanted = _wanted(need_text)
    title = beginning(offer_title)
    named_in_title = tokens(title)
    choices = _choices(title)
    first: dict[Words, Refusal] = {}
    for refusal in found:
        first.setdefault(refusal.terms, refusal)  # the same terms are judged alike
    for refusal in first.values():
        if words.BUYING & set(refusal.terms) or USED_TERM in refusal.terms:
            continue
        made = _made_of(refusal.terms, title, named_in_title, wanted)
        spans = [made] if made else [_covered(refusal.terms, choice, wanted) for choice in choices]
        named = [span for span in spans if span]
        if named and len(named) == len(spans):
            return (refusal.start, refusal.end), named[0]
    return None


def condition_conflict(need_text: str, offer_text: str) -> tuple[Span, Span] | None:
    """Where one wants new and the other offers used, or the other way round; None when left open."""
    wants, wanted_at = wanted_condition(need_text)
    has, offered_at = offered_condition(offer_text)
    if wants and has and wants != has:
        return wanted_at, offered_at
    return None


@lru_cache(maxsize=512)
def _wanted(need_text: str) -> Words:
    return tuple(dict.fromkeys(_terms(without_refusals(beginning(need_text)))))


@lru_cache(maxsize=4096)
def wanted_condition(text: str) -> tuple[str, Span]:
    """«new», «used» or nothing, and the span that says so."""
    text = beginning(text)
    low = folded(text)
    for refusal in refusals(text):
        if USED_TERM in refusal.terms:
            return "new", (refusal.start, refusal.end)
        if refusal.terms == ("новый",):
            return "used", (refusal.start, refusal.end)
    rest = blanked(low, refusals(text))
    used = words.USED.search(rest)
    new = _ONLY_NEW.search(rest) or _PREDICATE_NEW.search(rest) or _first_word_new(rest)
    if (
        used
        and not new
        and not words.FIT_EITHER.search(rest[used.start() - 40 if used.start() > 40 else 0 :])
    ):
        return "used", used.span()
    return ("new", new.span()) if new and not used else ("", (0, 0))


@lru_cache(maxsize=16_384)
def offered_condition(text: str) -> tuple[str, Span]:
    """«new», «used» or nothing, and the span that says so; who has both leaves it open."""
    text = beginning(text)
    low = folded(text)
    for refusal in declined(text):
        if USED_TERM in refusal.terms:
            return "new", (refusal.start, refusal.end)
        if refusal.terms == ("новый",):
            return "used", (refusal.start, refusal.end)
    rest = blanked(low, declined(text))
    used, new = words.USED.search(rest), _OFFERED_NEW.search(rest)
    if used and not words.NEW.search(rest):
        return "used", used.span()
    return ("new", new.span()) if new and not used else ("", (0, 0))


def _first_word_new(low: str) -> re.Match[str] | None:
    title = low.split(". ")[0]
    found = words.NEW.search(title)
    if found and re.search(r"\b(?:на|под|в|для|к|из|с|от|по)\s+$", title[: found.start()]):
        return None  # «на новый цех» says nothing of the thing
    return found


@lru_cache(maxsize=16_384)
def _choices(title: str) -> list[list[tuple[str, Span]]]:
    """The things that a title names, each with its terms: «пластиковые и полиуретановые формы»."""
    about = _about(title)
    found = []
    at = 0
    for part in _CHOICE.split(about):
        start = about.index(part, at)
        at = start + len(part)
        named = [(t.term, (start + t.start, start + t.end)) for t in tokens(part) if t.end - t.start > 1]
        if any(not _is_adjective(term) and term[0].isalpha() for term, _ in named):
            found.append(named)
    return found


def _about(title: str) -> str:
    """The beginning of a title up to what it is for, of or with; two words at least."""
    starts = sorted(_content_starts(title))
    for end in _ABOUT.finditer(folded(title)) if len(starts) > 1 else ():
        if end.start() > starts[1]:
            return title[: end.start()]
    return title


def _made_of(terms: Words, title: str, named: list[Token], wanted: Words) -> Span | None:
    """The material or the package of the title when it is what was refused."""
    if len(terms) != 1:
        return None
    low = folded(title)
    for token in named:
        lead = max(0, token.start - len("из "))
        if _same(terms[0], token.term) and _MADE_OF.search(low, lead, token.start):
            return None if _any_same(token.term, wanted) else (token.start, token.end)
    return None


def _covered(terms: Words, choice: list[tuple[str, Span]], wanted: Words) -> Span | None:
    """The span of a choice that the refused terms name, when nothing of it is wanted."""
    spans = []
    nouns = [t for t in terms if not _is_adjective(t) and t.isalpha()]
    for term in terms if not nouns else [t for t in terms if t.isalpha()]:
        hits = [span for named, span in choice if _same(term, named) and not _any_same(named, wanted)]
        if hits:
            spans.append(hits[0])
        elif nouns and not _any_same(term, wanted):
            return None
    return min(spans) if spans else None


def _any_same(term: str, others: Words) -> bool:
    return any(_same(term, other) for other in others)


@lru_cache(maxsize=65_536)
def _same(a: str, b: str) -> bool:
    """One word, a noun and its adjective or verb («композит», «композитный»), or two names of a thing."""
    if (
        a == b
        or _common_name(a) == _common_name(b)
        or any(a in group and b in group for group in words.ALIASES)
    ):
        return True
    if not (_is_adjective(a) or _is_adjective(b) or _VERB.search(a) or _VERB.search(b)):
        return False
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= max(4, min(len(a), len(b)) - 2) and max(len(a), len(b)) - common <= 5


def _is_adjective(term: str) -> bool:
    return bool(_ADJECTIVE.search(term)) and not _NOT_ADJECTIVES.search(term)


def _terms(text: str) -> Words:
    return tuple(t.term for t in tokens(text))


def _content_starts(text: str) -> list[int]:
    return [
        t.start for t in tokens(text) if t.end - t.start > 1 and t.term[0] != "=" and not t.term[0].isdigit()
    ]


@lru_cache(maxsize=65_536)
def _common_name(term: str) -> str:
    return next((t for t in _terms(term) if t[0] == "="), term)
