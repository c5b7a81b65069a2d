"""Demands as an outsider is told of them: what is wanted, how much, in which region, never by whom."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from data.amounts import amount
from data.classifiers.classifier import CodeNames
from data.phrases import Phrase
from data.places import Places
from data.profiles import Need, Offer
from data.tables.pool import CompanyRow
from data.units import UNITS
from models.demands.inputs import product_recipes
from models.invitations.greedy import Closing
from models.reading.circumstances import read_circumstances
from service.recruiting.recognisable import Recognisable

MAX_LENGTH = 160
_SHORTEST_CODE = len("23.5")


@dataclass(frozen=True)
class ToldDemand:
    """One line of a letter; volume and region are empty where they are unknown."""

    title: str
    volume: str
    region: str

    def __str__(self) -> str:
        """«Цемент навалом — 60 т, Тюменская область»."""
        facts = ", ".join(filter(None, (self.volume, self.region)))
        return f"{self.title} — {facts}" if facts else self.title


class Telling:
    """Over one pool: none of its companies is to be recognised.

    What the cluster may read is told in the asker's words; a private need or a slot by the name of its code
    or product, with its volume rounded.
    """

    def __init__(self, companies: Iterable[CompanyRow], places: Places, okpd2: CodeNames) -> None:
        self._companies = {row.id: row for row in companies}
        self._recognisable = Recognisable(self._companies.values(), places)
        self._regions = {place.region for place in places}
        self._places = places
        self.okpd2 = okpd2

    def told(self, closings: Iterable[Closing]) -> list[ToldDemand]:
        """Each thing of a region once, with the first volume."""
        first: dict[tuple[str, str], ToldDemand] = {}
        for line in map(self._told, closings):
            first.setdefault((line.title, line.region), line)
        return list(first.values())

    def _told(self, closing: Closing) -> ToldDemand:
        pair, slot = closing.supply.candidate.pairs[0].pair, closing.wanted.slot
        asker = self._companies.get(pair.need.company_id or 0)
        own_words = self.own_words(pair.need)
        named = own_words or self._product(pair.need, pair.offer)
        title = textwrap.shorten(named, MAX_LENGTH, placeholder="…")
        volume = _volume(pair.need, is_exact=bool(own_words))
        if read_circumstances(own_words, self._places).volume == pair.need.volume:
            volume = ""  # the title tells it
        return ToldDemand(
            title=title[:1].upper() + title[1:],
            volume=f"{volume} в месяц" if volume and slot and slot.is_consumed else volume,
            region=self._region(pair.need, asker),
        )

    def own_words(self, need: Need) -> str:
        """How an asker calls it; empty when it is private, or went with what had to be hidden."""
        if need.visibility != "cluster":
            return ""
        asker = self._companies.get(need.company_id or 0)
        title = textwrap.shorten(need.title, 2 * MAX_LENGTH, placeholder="…")
        told = self._recognisable.hidden_in(title, asker, need.place)
        return told if Phrase.heading(told).head == Phrase.heading(need.title).head else ""

    def _region(self, need: Need, asker: CompanyRow | None) -> str:
        own = asker.region if asker else None
        place = self._places.find(need.place, own)
        region = place.region if place else own
        return region if region in self._regions else ""

    def _product(self, need: Need, offer: Offer) -> str:
        """The name of the code, else of the product, else what the company itself calls its offer."""
        recipes = product_recipes(need.title, need.okpd2)
        codes = (need.okpd2, offer.okpd2)
        by_code, by_code_of_offer = (self.okpd2.nearest(code, _SHORTEST_CODE) for code in codes)
        by_recipe = recipes[0].product if recipes else ""
        return by_code or by_recipe or by_code_of_offer or f"«{offer.title}»"


def _volume(need: Need, is_exact: bool) -> str:
    """«60 т»; «около 3 000 т» of 3200. A unit that nobody knows may be any text and is left out."""
    if not need.volume or need.unit not in UNITS:
        return ""
    if is_exact:
        return amount(need.volume, need.unit)
    rounded = float(f"{need.volume:.0e}")  # the first digit only
    return f"около {amount(rounded, need.unit)}"
