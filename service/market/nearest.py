"""Who comes nearest to what nobody gives."""

from models.candidates import TOO_LITTLE, Candidate
from models.niches.niche import Niche


def closest(niche: Niche) -> list[Candidate]:
    """The nearest that fail something one can name: whoever only shares too little is not near to anybody."""
    return [candidate for candidate in niche.nearest if candidate.fails != TOO_LITTLE]
