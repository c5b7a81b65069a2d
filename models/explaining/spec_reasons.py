"""Every property that a need states against what the offer says of it: grades, sizes, classes, fractions."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from data.places import Places
from models.explaining.questions import about_property
from models.explaining.reason import Reason, State, quoted
from models.ranking.agreements import Pair
from models.specifications.comparison import Comparison, compared

_STATES: Mapping[str, State] = MappingProxyType({"agree": "met", "conflict": "conflict"})


def same_specification(pair: Pair, _places: Places) -> Iterator[Reason]:
    """Марки, размеры и другие свойства, которые назвала потребность, против указанных в предложении."""
    need, offer = pair.need_text, pair.offer_text
    for found in compared(need, offer):
        yield _reason(found, need, offer)


def _reason(found: Comparison, need: str, offer: str) -> Reason:
    state = _STATES.get(found.state, "unknown")
    wanted = quoted(need, found.need_span)
    return Reason(
        "same_specification",
        state,
        found.text,
        wanted,
        quoted(offer, found.offer_span),
        about_property(found.name, wanted or "") if state == "unknown" else None,
    )
