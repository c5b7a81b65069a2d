"""Provisional offers of companies that have told none, made of «О компании» and activity codes."""

from collections.abc import Mapping
from dataclasses import replace

from data.profiles import Company, Offer, Pool


def with_provisional_offers(pool: Pool, okved2_names: Mapping[str, str]) -> Pool:
    """The pool with one provisional offer for each possible supplier without offers."""
    told = {offer.company_id for offer in pool.offers}
    silent = [c for c in pool.companies if c.can_supply and c.id not in told]
    return replace(pool, offers=pool.offers + tuple(_provisional(c, okved2_names) for c in silent))


def _provisional(company: Company, okved2_names: Mapping[str, str]) -> Offer:
    activities = [name for code in company.okved2 if (name := okved2_names.get(code))]
    return Offer(
        id=0,
        company_id=company.id,
        kind=_kind(company.okved2),
        title=company.about or "; ".join(activities) or company.name,
        description="; ".join(activities) if company.about else "",
        provisional=True,
    )


def _kind(okved2: tuple[str, ...]) -> str:
    # sections of OKVED2: A to C (01-33) make goods, F (41-43) builds, G (45-47) trades, the rest serves
    division = int(okved2[0][:2]) if okved2 else 1
    if 41 <= division <= 43:
        return "work"
    return "product" if division <= 33 or 45 <= division <= 47 else "service"
