"""Use cases of search: who can supply this, who could buy that."""

from data.database import Database
from data.profiles import Company, Need, Offer
from data.store.records import archived_ids
from data.store.verdicts import verdicts_on_need, verdicts_on_supplier
from data.tables import CompanyRow, OfferRow
from models.candidates import Answer
from models.matcher import Limits
from models.ranking.filters import Filters, Withdrawn
from models.reading.text import need_text
from service.judging.standing import Standing
from service.live_matcher import LiveMatcher
from service.need_terms import NeedTerms
from service.observing import observe_steps

# an offer typed into the search box belongs to nobody yet
NOBODY = Company(id=0, code="", name="", status="prospect")


class Matchmaking:
    """Asks the live matcher; the database says last what has left the pool and what staff have refused."""

    def __init__(self, database: Database, live: LiveMatcher, terms: NeedTerms) -> None:
        self._database = database
        self._live = live
        self._terms = terms

    def suppliers(self, need: Need, limit: int, filters: Filters) -> Answer:
        """Companies whose offers suit the need. Raises NotReadyError."""
        limits = Limits(limit, filters, self._withdrawn_for_need(need))
        answer = self._live.current().suppliers(need, limits)
        observe_steps(answer.seconds)
        return answer

    def buyers(self, offer: Offer, limit: int, filters: Filters, seller: Company = NOBODY) -> Answer:
        """Companies whose needs the offer suits. Raises NotReadyError."""
        limits = Limits(limit, filters, self._withdrawn_for_offer(offer))
        answer = self._live.current().buyers(offer, seller, limits)
        observe_steps(answer.seconds)
        return answer

    def _withdrawn_for_need(self, need: Need) -> Withdrawn:
        with self._database.reading() as session:
            refused = Standing(tuple(verdicts_on_need(session, need.id, need_text(need))))
            return Withdrawn(
                companies=archived_ids(session, CompanyRow) | refused.hidden_companies,
                offers=archived_ids(session, OfferRow) | refused.hidden_offers,
                needs=self._terms.withdrawn(session),
            )

    def _withdrawn_for_offer(self, offer: Offer) -> Withdrawn:
        with self._database.reading() as session:
            refused = Standing(tuple(verdicts_on_supplier(session, offer.company_id))).of_offer(offer.id)
            return Withdrawn(
                companies=archived_ids(session, CompanyRow),
                offers=archived_ids(session, OfferRow),
                needs=self._terms.withdrawn(session) | refused.hidden_needs,
            )
