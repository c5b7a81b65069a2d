"""Records as they are told to somebody who must not see all of them."""

from dataclasses import replace

from data.profiles import Company, Need, Offer
from data.references import places
from data.store.pool import need_profile
from data.tables.pool import NeedRow
from service.hidden_names import without_names

# whoever asks for a need is told as a company without name, the same for all
SOMEBODY = Company(id=0, code="", name="", status="joining")


def somebody(need_id: int | None, region: str | None) -> Company:
    """Who asks for a need and is not told; two needs of the same asker are asked for by two of these."""
    return replace(SOMEBODY, id=-(need_id or 0), region=region)


def is_named(company: Company) -> bool:
    """Whether it is told which company this is."""
    return company.id >= 0


def without_asker(row: NeedRow) -> Need:
    """The need as it is told without who asks: its place is a region, its words name nobody."""
    told = need_profile(row)
    return replace(
        told,
        company_id=None,
        title=without_names(told.title, row.company),
        description=without_names(told.description, row.company),
        place=region_of(row.place, row.company.region),
        current_supplier=None,
    )


def region_of(place: str | None, region: str | None) -> str | None:
    """Where roughly a company of the region needs something at the place."""
    found = places().find(place, region)
    return found.region if found else region


def without_capacity(offer: Offer) -> Offer:
    """The offer as a competitor is told of it."""
    return replace(offer, capacity_per_month=None, utilisation_percent=None)
