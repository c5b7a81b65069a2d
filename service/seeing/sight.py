"""What one caller sees of the pool at one moment; the rules are those of service.access."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from sqlalchemy.orm import Session

from data.profiles import Company, Need, Offer
from data.store import contacts
from data.store.consents import standing_by_kind
from data.store.marks import CompanyMark, company_marks, need_marks
from data.store.pool import company_profile, need_profile, offer_profile
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import (
    Caller,
    sees_asker,
    sees_capacity,
    sees_company,
    sees_in_portal,
    sees_need,
    sees_personal_data,
    visible_needs,
)
from service.consents.consents import BY_DEFAULT
from service.seeing.competition import Competition
from service.seeing.told import region_of, somebody, without_asker

PERSONAL = frozenset({"contact_name", "contact_email", "contact_phone"})
CAPACITY = frozenset({"capacity_per_month", "utilisation_percent"})


@dataclass(frozen=True)
class Sight:
    """`agreed` are needs whose askers may be named to the caller, `consented` companies whose person may.

    `in_portals` are companies that may be shown in portals.
    """

    caller: Caller
    agreed: frozenset[int] = frozenset()
    consented: frozenset[int] = frozenset()
    in_portals: frozenset[int] = frozenset()
    competition: Competition = field(default_factory=Competition)

    @classmethod
    def of(cls, session: Session, caller: Caller) -> Self:
        """The sight of this moment; of staff there is nothing to look up."""
        if not caller.is_member:
            return cls(caller)
        consents = standing_by_kind(session, {"contacts": (), "portal": BY_DEFAULT["portal"]})
        return cls(
            caller,
            agreed=frozenset(contacts.agreed_needs(session, caller.company_id or 0)),
            consented=frozenset(consents["contacts"]),
            in_portals=frozenset(consents["portal"]),
            competition=Competition.of(session, caller.company_id),
        )

    def sees_company(self, company: CompanyRow | CompanyMark) -> bool:
        """Whether the caller is told of the company."""
        is_told = sees_in_portal(self.caller, company.id, company.id in self.in_portals)
        return is_told and sees_company(self.caller, company)

    def hidden_fields(self, company_id: int) -> frozenset[str]:
        """What of a company's own fields is not told."""
        is_told = sees_personal_data(self.caller, company_id, company_id in self.consented)
        return frozenset() if is_told else PERSONAL

    def hidden_offer_fields(self, company: CompanyRow) -> frozenset[str]:
        """What of a company's offers is not told."""
        if self.caller.is_staff or self.caller.owns(company.id):
            return frozenset()
        live = [offer_profile(offer) for offer in company.offers if not offer.archived_at]
        return frozenset() if self.sees_capacity(company_profile(company), live) else CAPACITY

    def sees_capacity(self, company: Company, offers: Iterable[Offer]) -> bool:
        """Whether the capacity of a company with these offers is told."""
        return sees_capacity(self.caller, company.id, self.competition.includes(company, offers))

    def sees_asker(self, need: NeedRow | Need) -> bool:
        """Whether it is told who asks."""
        return sees_asker(self.caller, need, need.id in self.agreed)

    def visible(self, needs: Iterable[NeedRow]) -> list[NeedRow]:
        """The needs that the caller sees."""
        return visible_needs(self.caller, needs)

    def ranked_as(self, need: Need, company: Company) -> tuple[Need, Company]:
        """The same as the matcher is to know them: whom distances lead to is no secret any more."""
        if self.sees_asker(need):
            return need, company
        region = region_of(need.place, company.region)
        return replace(need, company_id=None, place=region), somebody(need.id, region)

    def told_need(self, row: NeedRow) -> tuple[Need, Company]:
        """A need that the caller sees and who asks, or somebody of that region."""
        if self.sees_asker(row):
            return need_profile(row), company_profile(row.company)
        return without_asker(row), somebody(row.id, region_of(row.place, row.company.region))

    def hidden_companies(self, session: Session, known: Iterable[int]) -> frozenset[int]:
        """Those of the `known` ids whose companies the caller does not see."""
        if self.caller.is_staff:
            return frozenset()
        return frozenset(known) - {mark.id for mark in company_marks(session) if self.sees_company(mark)}

    def hidden_needs(self, session: Session, known: Iterable[int]) -> frozenset[int]:
        """Those of the `known` ids whose needs the caller does not see."""
        if self.caller.is_staff:
            return frozenset()
        return frozenset(known) - {m.id for m in need_marks(session) if sees_need(self.caller, m)}


def company_of(row: CompanyRow | OfferRow | NeedRow) -> CompanyRow:
    """Whose record it is."""
    return row if isinstance(row, CompanyRow) else row.company
