"""Records as they are told to somebody who must not see all of them."""

from dataclasses import replace
from functools import lru_cache

from data.profiles import Company, Need, Offer
from data.references import places
from data.store.pool import need_profile
from data.tables.pool import CompanyRow, NeedRow
from service.hidden_names import HIDDEN_THING, without_names
from service.recruiting.recognisable import Recognisable

# whoever asks for a need is told as a company without name, the same for all
SOMEBODY = Company(id=0, code="", name="", status="joining")
# what of a company's own a text may give away
_LEADING = ("name", "code", "municipality", "contact_name", "phone", "contact_phone", "website", "site")


def somebody(need_id: int | None, region: str | None) -> Company:
    """Who asks for a need and is not told; two needs of the same asker are asked for by two of these."""
    return replace(SOMEBODY, id=-(need_id or 0), region=region)


def is_named(company: Company) -> bool:
    """Whether it is told which company this is."""
    return company.id >= 0


def without_asker(row: NeedRow) -> Need:
    """The need as it is told without who asks: its place is a region, its words lead to nobody."""
    told = need_profile(row)
    asker = tuple(getattr(row.company, name) for name in _LEADING)
    return replace(
        told,
        company_id=None,
        title=_hidden(told.title, asker, told.place) or HIDDEN_THING,
        description=_hidden(told.description, asker, told.place),
        due=without_names(told.due, row.company) if told.due else told.due,
        place=region_of(row.place, row.company.region),
        current_supplier=None,
    )


@lru_cache(maxsize=20_000)
def _hidden(text: str, asker: tuple[str | None, ...], place: str | None) -> str:
    """Costs a millisecond, and lists tell the same needs again and again."""
    company = CompanyRow(**dict(zip(_LEADING, asker, strict=True)))
    return Recognisable([company], places()).hidden_in(text, company, place) if text else ""


def region_of(place: str | None, region: str | None) -> str | None:
    """Where roughly a company of the region needs something at the place."""
    found = places().find(place, region)
    return found.region if found else region


def without_capacity(offer: Offer) -> Offer:
    """The offer as a competitor is told of it."""
    return replace(offer, capacity_per_month=None, utilisation_percent=None)
