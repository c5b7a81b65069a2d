"""The search form: what was typed, what it means, what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from data import vocabulary
from data.exchange import cells
from data.exchange.cells import Cell, CellError
from data.exchange.quantities import told_apart
from data.exchange.rows import sentence
from data.identifiers import classifier_code
from data.references import places
from data.vocabulary import Words
from models.ranking.filters import Filters
from models.reading.circumstances import Circumstances, read_circumstances
from service.schemas.fields import MAX_TEXT
from service.web.code_field import with_all_chosen
from service.web.company_field import with_companies_chosen

SUPPLIERS, BUYERS = "suppliers", "buyers"
LIMITS = (10, 50)
DETAILS = ("kind", "place", "volume", "unit", "okpd2")
FILTERS = ("status", "region", "kinds", "distance", "prefix", "certificate", "contract", "confirmed")
CODES = ("okpd2", "prefix")
COMPANIES = ("why", "owner")
CONTRACT_WORDS: Words = {"with": ("с договором",), "without": ("без договора",)}
Value = TypeVar("Value")
Typed = MultiDict[str, str]

_CONTRACTS = {None: None, "with": True, "without": False}
NOTHING_TOLD = Circumstances(None, None, None, ())
UNKNOWN_PLACE = "Для отбора по расстоянию нужно место из справочника: например, Тюмень или Ялуторовск"


@dataclass(frozen=True)
class SearchForm:
    """`typed` is shown again as it came; the other fields are read from it; `errors` are by field.

    `told` is what the text of a need says of place and volume; typed fields come before it.
    """

    typed: Typed
    side: str
    need_id: int | None = None
    offer_id: int | None = None
    text: str = ""
    told: Circumstances = NOTHING_TOLD
    kind: str | None = None
    place: str | None = None
    volume: float | None = None
    unit: str | None = None
    okpd2: str | None = None
    filters: Filters = field(default_factory=Filters)
    limit: int = LIMITS[0]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_asked(self) -> bool:
        """Whether anything is to be searched: the bare page only shows the form."""
        return "text" in self.typed

    @property
    def has_wrong_details(self) -> bool:
        """Whether the folded details must unfold to show a message."""
        return any(name in self.errors for name in DETAILS)

    @property
    def has_wrong_filters(self) -> bool:
        """Whether the folded filters must unfold to show a message."""
        return any(name in self.errors for name in FILTERS)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is filtered out."""
        return self.filters != Filters()


def read_search(typed: Typed) -> SearchForm:
    """Reads every field; wrong ones are told in `errors` and stay as typed."""
    typed = with_companies_chosen(with_all_chosen(typed, CODES), COMPANIES)
    reading = _Reading(typed)
    amount = told_apart({name: typed.get(name) for name in ("volume", "unit")})
    offer_id = reading.one("offer_id", cells.whole)
    place = reading.one("place", cells.title)
    text = reading.one("text", _text) or ""
    side = BUYERS if offer_id or typed.get("side") == BUYERS else SUPPLIERS
    told = read_circumstances(text, places()) if side == SUPPLIERS else NOTHING_TOLD
    distance = reading.one("distance", cells.kilometres)
    if distance is not None and places().find(place or told.place) is None:
        reading.errors["place"] = UNKNOWN_PLACE
    return SearchForm(
        typed=typed,
        side=side,
        need_id=None if offer_id else reading.one("need_id", cells.whole),
        offer_id=offer_id,
        text=text,
        told=told,
        kind=reading.one("kind", partial(cells.one_of, allowed=vocabulary.KINDS)),
        place=place,
        volume=reading.one("volume", lambda _: cells.quantity(amount["volume"])),
        unit=reading.one("unit", lambda _: cells.title(amount["unit"])),
        okpd2=reading.one("okpd2", classifier_code),
        filters=Filters(
            statuses=reading.many("status", partial(cells.one_of, allowed=vocabulary.STATUSES)),
            regions=reading.many("region", cells.title),
            kinds=reading.many("kinds", partial(cells.one_of, allowed=vocabulary.KINDS)),
            max_distance_km=distance,
            okpd2_prefix=reading.one("prefix", classifier_code),
            certificate=reading.one("certificate", cells.title),
            contract=_CONTRACTS.get(reading.one("contract", _contract)),
            confirmed=bool(typed.get("confirmed")),
        ),
        limit=LIMITS[1] if typed.get("limit") == str(LIMITS[1]) else LIMITS[0],
        errors=reading.errors,
    )


class _Reading:
    """Reads values of a form with the readers of spreadsheet cells and keeps their messages."""

    def __init__(self, typed: Typed) -> None:
        self.errors: dict[str, str] = {}
        self._typed = typed

    def one(self, name: str, reader: Callable[[Cell], Value | None]) -> Value | None:
        try:
            return reader(self._typed.get(name))
        except CellError as error:
            self.errors[name] = sentence(str(error))
            return None

    def many(self, name: str, reader: Callable[[Cell], str | None]) -> frozenset[str]:
        try:
            return frozenset(value for raw in self._typed.getlist(name) if (value := reader(raw)))
        except CellError as error:
            self.errors[name] = sentence(str(error))
            return frozenset()


def _contract(cell: Cell) -> str | None:
    return cells.one_of(cell, allowed=CONTRACT_WORDS)


def _text(cell: Cell) -> str | None:
    if cell is not None and len(cell) > MAX_TEXT:
        raise CellError(f"слишком длинно: {len(cell)} знаков, можно до {MAX_TEXT}; оставьте главное")
    value = cells.text(cell)
    if cell is not None and not value:
        raise CellError("напишите, что нужно найти")
    return value
