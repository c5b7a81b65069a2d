"""Records as the texts that are compared."""

from data.profiles import Need, Offer


def need_text(need: Need) -> str:
    """What is asked for, in the asker's words."""
    return _joined(need.title, need.description)


def offer_text(offer: Offer) -> str:
    """What is offered, in the company's words, with its standard."""
    return _joined(offer.title, offer.description, offer.standard or "")


def _joined(*parts: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())
