"""What somebody typed to find a code, word by word."""

from dataclasses import dataclass

from models.reading.spans import folded
from models.reading.tokens import tokens

MAX_WORDS = 20


@dataclass(frozen=True)
class TypedWord:
    """A word as a term and as it was typed, which may be its beginning only; and common terms of synonyms
    that it is a part of, joined as in models.codes.words.
    """

    term: str
    typed: str
    phrases: tuple[str, ...]


def typed_words(typed: str) -> list[TypedWord]:
    """The words of a query, stop words left out."""
    low, found = folded(typed), tokens(typed)
    words = [token for token in found if not token.term.startswith("=")]
    phrases = [token for token in found if token.term.startswith("=")]
    return [
        TypedWord(
            word.term,
            low[word.start : word.end],
            tuple(
                phrase.term.replace(" ", "_")
                for phrase in phrases
                if phrase.start <= word.start and word.end <= phrase.end
            ),
        )
        for word in words[:MAX_WORDS]
    ]
