"""Records as the texts that are compared."""

from data.profiles import Need, Offer

# Refusals, intent, circumstances and specifications are read from so many characters only. People tell what
# they need in a few hundred (the longest demo text has under 400); the up to 10,000 that a form takes are a
# pasted document, whose end says things of something else, and reading it for every pair would hold the CPU.
READ_AT_MOST = 3_000


def beginning(text: str) -> str:
    """What is read of a text: its first characters up to the end of a word, so that all spans are valid."""
    if len(text) <= READ_AT_MOST:
        return text
    return text[: next((i for i in range(READ_AT_MOST, 0, -1) if text[i].isspace()), READ_AT_MOST)]


def need_text(need: Need) -> str:
    """What is asked for, in the asker's words."""
    return _joined(need.title, need.description)


def offer_text(offer: Offer) -> str:
    """What is offered, in the company's words, with its standard."""
    return _joined(offer.title, offer.description, offer.standard or "")


def _joined(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())
