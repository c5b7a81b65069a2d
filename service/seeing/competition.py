"""Who makes the same product as a company, by what both offer now or have offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from data.profiles import Company, Offer
from data.store.pool import company_profile, offer_profile
from data.tables import CompanyRow
from models.demands.same_product import Makers


@dataclass(frozen=True)
class Competition:
    """A company and all its offers, archived ones too: taking one back must not open what it hides."""

    company: Company | None = None
    offers: tuple[Offer, ...] = ()

    @classmethod
    def of(cls, session: Session, company_id: int | None) -> Self:
        """The competition of a company of the pool; nobody competes with one that is not there."""
        row = session.get(CompanyRow, company_id) if company_id else None
        return cls(company_profile(row), tuple(map(offer_profile, row.offers))) if row else cls()

    def includes(self, company: Company, offers: Iterable[Offer]) -> bool:
        """Whether the other company, with its offers, makes what this one makes."""
        if self.company is None or company.id == self.company.id:
            return False
        both = {self.company.id: self.company, company.id: company}
        return Makers(both, (*self.offers, *offers)).are_colleagues(self.company.id, company.id)
