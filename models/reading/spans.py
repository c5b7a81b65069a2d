"""Spans of a text: folding that keeps them true, and cutting them out, once however many there are."""

from collections.abc import Iterable


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order of the text; those that overlap or touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def blanked_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces for the spans, so that all other words stay where they are."""
    parts = []
    at = 0
    for start, end in merged(spans):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join(parts) + text[at:]


def folded(text: str) -> str:
    """Lower case and е for ё, letter by letter: spans hold."""
    low = text.casefold()
    if len(low) != len(text):  # «ß» becomes two letters
        low = "".join(low if len(low := c.casefold()) == 1 else c for c in text)
    return low.replace("ё", "е")
