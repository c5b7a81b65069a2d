"""The words that a need and an offer share, and the place in each text where most of them stand."""

from bisect import bisect_left
from collections.abc import Iterator

from data.places import Places
from models.explaining.reason import MAX_QUOTE, Reason, shortened, title_of
from models.ranking.agreements import Pair
from models.reading.circumstances import read_circumstances
from models.reading.refusal_clauses import refusals
from models.reading.refusal_words import EMPTY
from models.reading.spans import blanked_spans
from models.reading.tokens import Token, tokens


def shared_words(pair: Pair, places: Places) -> Iterator[Reason]:
    """Слова потребности, которые есть и в предложении; место, объём, срок и то, чего не надо, не в счёт."""
    need, offer = pair.need_text, pair.offer_text
    aside = [*read_circumstances(need, places).spans, *((r.start, r.end) for r in refusals(need))]
    kept = blanked_spans(need, aside)
    need_tokens = [t for t in tokens(need) if not kept[t.start].isspace()]
    offer_tokens = tokens(offer)
    common = {t.term for t in need_tokens} & {t.term for t in offer_tokens}
    common = {term for term in common if len(term) > 1}
    if common <= EMPTY:  # «только», «тоже» tell nothing by themselves
        yield _no_words(pair)
        return
    yield Reason(
        "shared_words",
        "met",
        "Совпадают слова",
        need_quote=_phrase(need, need_tokens, common),
        offer_quote=_phrase(offer, offer_tokens, common),
    )


def _no_words(pair: Pair) -> Reason:
    wanted, offered = title_of(pair.need), title_of(pair.offer)
    return Reason(
        "shared_words",
        "unknown",
        "Общих слов нет, судили по смыслу: прочтите предложение целиком",
        need_quote=wanted,
        offer_quote=offered,
        # a provisional offer asks the same by itself
        question=None if pair.offer.provisional else f"То ли это, что нужно: «{wanted}»?",
    )


def _phrase(text: str, found: list[Token], common: set[str]) -> str:
    # the window of at most MAX_QUOTE characters that holds most of the shared terms
    shared = sorted((t for t in found if t.term in common), key=lambda t: t.start)
    best: tuple[int, int, int] = (0, 0, 0)
    starts = [t.start for t in shared]
    for i, first in enumerate(shared):
        limit = first.start + MAX_QUOTE
        inside = [t for t in shared[i : bisect_left(starts, limit)] if t.end <= limit]
        count = len({t.term for t in inside})
        if inside and count > best[0]:
            best = (count, first.start, max(t.end for t in inside))
    return text[best[1] : best[2]] if best[0] else shortened(text)
