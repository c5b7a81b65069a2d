"""Hard limits of a search; they combine, and a record must pass all of them."""

from dataclasses import dataclass

from data.places import Place, Places, distance_km
from data.profiles import Company, Need, Offer
from data.text_folding import folded
from models.ranking.agreements import company_place


@dataclass(frozen=True)
class Filters:
    """Empty means no limit; `max_distance_km` is counted from the place of the need (or of the offer).

    `contract` wants companies with or without a contract with another participant, `certificate` stands in
    one of theirs, `confirmed` leaves out offers that were made of a company's line about itself.
    """

    statuses: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    okpd2_prefix: str | None = None
    kinds: frozenset[str] = frozenset()
    max_distance_km: float | None = None
    contract: bool | None = None
    certificate: str | None = None
    confirmed: bool = False


@dataclass(frozen=True)
class Withdrawn:
    """What left the pool since the snapshot was built: the database answers last."""

    companies: frozenset[int] = frozenset()
    offers: frozenset[int] = frozenset()
    needs: frozenset[int] = frozenset()


def company_passes(filters: Filters, company: Company, origin: Place | None, places: Places) -> bool:
    """Whether a company is of a wanted status, region and standing, and near enough to `origin`."""
    if filters.statuses and company.status not in filters.statuses:
        return False
    if filters.regions and company.region not in filters.regions:
        return False
    if filters.contract is not None and company.contract is not filters.contract:
        return False
    if filters.certificate and not _holds(company, filters.certificate):
        return False
    return filters.max_distance_km is None or _is_near(company, filters.max_distance_km, origin, places)


def record_passes(filters: Filters, record: Offer | Need) -> bool:
    """Whether an offer or a need is of a wanted kind and code, and confirmed where only such are wanted."""
    if filters.kinds and record.kind not in filters.kinds:
        return False
    if filters.confirmed and isinstance(record, Offer) and record.provisional:
        return False
    return not filters.okpd2_prefix or (record.okpd2 or "").startswith(filters.okpd2_prefix)


def _holds(company: Company, certificate: str) -> bool:
    return any(folded(certificate) in folded(held) for held in company.certificates)


def _is_near(company: Company, limit_km: float, origin: Place | None, places: Places) -> bool:
    here = company_place(company, places)
    return origin is not None and here is not None and distance_km(origin, here) <= limit_km
