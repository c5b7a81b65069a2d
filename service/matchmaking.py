"""Use cases of search: who can supply this, who could buy that."""

from data.database import Database
from data.profiles import Company, Need, Offer
from data.store.records import archived_ids
from data.tables import CompanyRow, NeedRow, OfferRow
from models.candidates import Answer
from models.filters import Filters, Withdrawn
from models.matcher import Limits
from service.live_matcher import LiveMatcher
from service.observing import observe_steps

# an offer typed into the search box belongs to nobody yet
NOBODY = Company(id=0, code="", name="", status="prospect")


class Matchmaking:
    """Asks the live matcher; the database says last what has left the pool."""

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def suppliers(self, need: Need, limit: int, filters: Filters) -> Answer:
        """Companies whose offers suit the need. Raises NotReadyError."""
        answer = self._live.current().suppliers(need, Limits(limit, filters, self._withdrawn()))
        observe_steps(answer.seconds)
        return answer

    def buyers(self, offer: Offer, limit: int, filters: Filters, seller: Company = NOBODY) -> Answer:
        """Companies whose needs the offer suits. Raises NotReadyError."""
        answer = self._live.current().buyers(offer, seller, Limits(limit, filters, self._withdrawn()))
        observe_steps(answer.seconds)
        return answer

    def _withdrawn(self) -> Withdrawn:
        with self._database.reading() as session:
            return Withdrawn(
                companies=archived_ids(session, CompanyRow),
                offers=archived_ids(session, OfferRow),
                needs=archived_ids(session, NeedRow),
            )
