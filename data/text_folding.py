"""Texts made comparable: case, ё and white space do not count."""


def folded(text: str) -> str:
    """Lower case, е for ё, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())
