"""What an offer does not say though needs near it ask: the values with which it would be asked again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data.profiles import Company, Offer
from models.ranking.agreements import Pair
from models.reading.spans import folded
from models.specifications.comparison import compared
from models.specifications.words import is_of_another_thing

MOST_VALUES = 4  # of one property: those asked for most often
FIELDS = ("property", "okpd2", "municipality", "radius_km")


@dataclass(frozen=True, order=True)
class Missing:
    """One thing that the profile does not say: `field` is one of FIELDS, `name` that of the property."""

    field: str
    name: str = ""


@dataclass(frozen=True)
class Told:
    """The profile as if it said one thing more."""

    missing: Missing
    value: str
    offer: Offer
    company: Company


def tellings(offer: Offer, company: Company, near: Iterable[Pair]) -> list[Told]:
    """Each missing thing with the values that suit the needs of `near`, the most asked first."""
    asked: dict[Missing, Counter[str]] = {}
    for pair in near:
        for missing, value in missing_for(pair):
            asked.setdefault(missing, Counter())[value] += 1
    return [
        _told(missing, value, offer, company)
        for missing, values in sorted(asked.items())
        for value, _ in values.most_common(MOST_VALUES)
    ]


def missing_for(pair: Pair) -> list[tuple[Missing, str]]:
    """What the need of a pair asks and the offer does not say, each with the value that would suit."""
    return list(dict.fromkeys(_asked(pair)))


def _asked(pair: Pair) -> Iterator[tuple[Missing, str]]:
    need, offer, company = pair.need, pair.offer, pair.company
    for found in compared(pair.need_text, pair.offer_text):
        if found.state == "unknown" and not is_of_another_thing(found.name, folded(pair.offer_text)):
            yield Missing("property", found.name), pair.need_text[slice(*found.need_span)].strip()
    if need.okpd2 and not offer.okpd2:
        yield Missing("okpd2"), need.okpd2[:5]  # the group decides, models.ranking.agreements
    if need.place and not company.municipality:
        yield Missing("municipality"), need.place
    if need.place and company.municipality and offer.radius_km is None:
        yield Missing("radius_km"), ""


def _told(missing: Missing, value: str, offer: Offer, company: Company) -> Told:
    if missing.field == "municipality":
        return Told(missing, value, offer, replace(company, municipality=value))
    if missing.field == "okpd2":
        return Told(missing, value, replace(offer, okpd2=value), company)
    if missing.field == "radius_km":
        return Told(missing, value, replace(offer, radius_km=float("inf")), company)
    more = f"{offer.description.rstrip('. ')}. {value}" if offer.description else value
    return Told(missing, value, replace(offer, description=more), company)
