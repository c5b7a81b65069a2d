"""What is asked of a missing company, and one step of the answer."""

from dataclasses import dataclass, field

from data.profiles import Company, Need
from models.matcher import Limits
from models.ranking.filters import Filters, Withdrawn


@dataclass(frozen=True)
class Inquiry:
    """What a search was asked, and the company in question; `hidden` is what verdicts keep out."""

    need: Need
    company: Company
    limit: int = 10
    filters: Filters = field(default_factory=Filters)
    archived: Withdrawn = field(default_factory=Withdrawn)
    hidden: Withdrawn = field(default_factory=Withdrawn)

    @property
    def limits(self) -> Limits:
        """The same as the search took them."""
        companies = self.archived.companies | self.hidden.companies
        offers = self.archived.offers | self.hidden.offers
        return Limits(self.limit, self.filters, Withdrawn(companies, offers))


@dataclass(frozen=True)
class Step:
    """A step of the pipeline; `state` is where the company ends when this is the first that it fails.

    `remedies` say in Russian what would have let it pass; empty when nothing would.
    """

    step: str
    state: str
    passed: bool
    text: str
    remedies: tuple[str, ...] = ()
