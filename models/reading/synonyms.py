"""Synonyms and abbreviations of the trade: one common term for all spellings of one thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Phrase = tuple[str, ...]
Phrases = Mapping[str, Sequence[tuple[Phrase, str]]]


def phrases_by_first_word(groups: Iterable[Sequence[Phrase]]) -> Phrases:
    """Phrases of lemmas with their common term, by first lemma, longest first; groups are of one meaning."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for group in groups:
        term = "=" + " ".join(group[0])
        for phrase in group:
            found.setdefault(phrase[0], []).append((phrase, term))
    for phrases in found.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return found


def common_terms(lemmas: Sequence[str], phrases: Phrases) -> Iterator[tuple[str, int, int]]:
    """Terms that stand for known phrases among the lemmas: (term, first, one after the last)."""
    start = 0
    while start < len(lemmas):
        end = start + 1
        for phrase, term in phrases.get(lemmas[start], ()):
            if tuple(lemmas[start : start + len(phrase)]) == phrase:
                end = start + len(phrase)
                yield term, start, end
                break
        start = end
