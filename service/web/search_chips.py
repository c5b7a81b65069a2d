"""What narrows a search, as chips: each says its condition and leads to the same search without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from data import vocabulary
from service.web.code_field import with_code_name
from service.web.search_form import FILTERS, SearchForm, Typed
from service.wording import kind_word, number, status_word

# of one answer or of one press, and not of what was asked
PASSING = frozenset({"limit", "why", "explain", "csrf_token", "saved", "company"})
MAX_ADDRESS = 3000  # a line of a request may have 4094 bytes, and a link is followed with its path


@dataclass(frozen=True)
class Chip:
    """A condition in words; `without` is empty where nothing typed can be taken away."""

    text: str
    without: str = ""


def asked_pairs(typed: Typed) -> list[tuple[str, str]]:
    """What was asked, without empty fields and without what is of one answer only."""
    return [(k, v) for k, v in typed.items(multi=True) if v.strip() and k not in PASSING]


def address(typed: Typed, path: str = "", more: Iterable[tuple[str, str]] = ()) -> str:
    """The page at `path`, or the search itself, for what was asked; empty when that would be too long."""
    asked, path = [*asked_pairs(typed), *more], path or url_for("web.search")
    found = f"{path}?{urlencode(asked)}" if asked else path
    return found if len(found) <= MAX_ADDRESS else ""


def chips(form: SearchForm) -> list[Chip]:
    """All conditions, in the order of the form."""
    return [*_told(form), *_filters(form)]


def unfiltered(form: SearchForm) -> str:
    """The same search without any filter."""
    kept = [(k, v) for k, v in asked_pairs(form.typed) if k not in FILTERS]
    return address(MultiDict(kept))


def _told(form: SearchForm) -> Iterator[Chip]:
    if form.kind:
        yield _chip(form, f"вид: {kind_word(form.kind)}", "kind")
    if place := form.place or form.told.place:
        yield _chip(form, place, "place", typed=bool(form.place))
    amount = form if form.volume is not None else form.told
    if amount.volume is not None:
        yield _chip(form, f"{number(amount.volume)} {amount.unit or ''}", "volume", typed=amount is form)
    if form.okpd2:
        yield _chip(form, f"ОКПД2 {with_code_name(form.okpd2)}", "okpd2")


def _filters(form: SearchForm) -> Iterator[Chip]:
    filters = form.filters
    for name in (one for one in vocabulary.STATUSES if one in filters.statuses):
        yield _chip(form, f"статус: {status_word(name)}", "status", name)
    for region in sorted(filters.regions):
        yield _chip(form, f"регион: {region}", "region", region)
    for name in (one for one in vocabulary.KINDS if one in filters.kinds):
        yield _chip(form, f"только {kind_word(name)}", "kinds", name)
    if filters.max_distance_km is not None:
        yield _chip(form, f"не дальше {number(filters.max_distance_km)} км", "distance")
    if filters.okpd2_prefix:
        yield _chip(form, f"найдено с ОКПД2 {filters.okpd2_prefix}…", "prefix")
    if filters.certificate:
        yield _chip(form, f"сертификат: {filters.certificate}", "certificate")
    if filters.contract is not None:
        yield _chip(form, "с договором" if filters.contract else "без договора", "contract")
    if filters.confirmed:
        yield _chip(form, "только подтверждённые", "confirmed")


def _chip(form: SearchForm, text: str, name: str, value: str = "", *, typed: bool = True) -> Chip:
    if not typed:
        return Chip(text)
    kept = [(k, v) for k, v in asked_pairs(form.typed) if k != name or (value and v.strip() != value)]
    return Chip(text, address(MultiDict(kept)))
