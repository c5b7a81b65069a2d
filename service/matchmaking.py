"""Use cases of search: who can supply this, who could buy that."""

from dataclasses import replace

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Company, Need, Offer
from data.store.records import archived_ids
from data.store.verdicts import verdicts_on_need, verdicts_on_supplier
from data.tables.pool import CompanyRow, OfferRow
from models.candidates import Answer
from models.matcher import Limits, Matcher
from models.ranking.filters import Filters, Withdrawn
from models.reading.text import need_text
from service.access import Caller, acting_for, may_see_contracts, may_see_verdicts
from service.errors import InvalidError
from service.judging.standing import Standing
from service.live_matcher import LiveMatcher
from service.need_terms import NeedTerms
from service.observing import observe_steps
from service.seeing.answers import as_told, without_capacities
from service.seeing.sight import Sight

# an offer typed into the search box belongs to nobody yet
NOBODY = Company(id=0, code="", name="", status="prospect")
ABOUT_ASKER = "кто спрашивает, не показывают: отбор по самой компании здесь не действует"
ABOUT_CONTRACTS = "у кого есть договоры, видят сотрудники ассоциации"


class Matchmaking:
    """Asks the live matcher; the database says last what has left the pool and what staff have refused.

    Whoever is no member of the staff gets only what it may see of the pool, as it may see it.
    """

    def __init__(self, database: Database, live: LiveMatcher, terms: NeedTerms) -> None:
        self._database = database
        self._live = live
        self._terms = terms

    def suppliers(self, caller: Caller, need: Need, limit: int, filters: Filters) -> Answer:
        """Companies whose offers suit the need. Raises NotReadyError.

        Raises InvalidError for a filter that would tell a member who has a contract.
        """
        if filters.contract is not None and not may_see_contracts(caller):
            raise InvalidError([("filters/contract", ABOUT_CONTRACTS)])
        caller = acting_for(caller, need.company_id)
        if caller.is_member and need.company_id is None:
            need = replace(need, company_id=caller.company_id)
        matcher = self._live.current()
        with self._database.reading() as session:
            sight = Sight.of(session, caller)
            limits = Limits(limit, filters, self._withdrawn_for_need(session, sight, matcher, need))
        answer = matcher.suppliers(need, limits)
        observe_steps(answer.seconds)
        return without_capacities(answer, sight, matcher)

    def buyers(
        self, caller: Caller, offer: Offer, limit: int, filters: Filters, seller: Company = NOBODY
    ) -> Answer:
        """Companies whose needs the offer suits. Raises NotReadyError.

        Raises InvalidError for filters that would tell a member who asks.
        """
        caller = acting_for(caller, seller.id)
        if not caller.is_staff:
            _check_filters(filters)
        if caller.is_member:  # whoever is left out as the seller would be known for the asker
            seller = replace(seller, id=caller.company_id or 0)
        matcher = self._live.current()
        with self._database.reading() as session:
            sight = Sight.of(session, caller)
            withdrawn = self._withdrawn_for_offer(session, sight, matcher, offer)
            answer = matcher.buyers(offer, seller, Limits(limit, filters, withdrawn, sight.ranked_as))
            observe_steps(answer.seconds)
            return as_told(answer, sight, session, matcher.places)

    def _withdrawn_for_need(self, session: Session, sight: Sight, matcher: Matcher, need: Need) -> Withdrawn:
        refused = Standing(tuple(verdicts_on_need(session, need.id, need_text(need))))
        hidden = sight.hidden_companies(session, matcher.snapshot.pool.company_by_id)
        return Withdrawn(
            companies=archived_ids(session, CompanyRow) | refused.hidden_companies | hidden,
            offers=archived_ids(session, OfferRow) | refused.hidden_offers,
            needs=self._terms.withdrawn(session),
        )

    def _withdrawn_for_offer(
        self, session: Session, sight: Sight, matcher: Matcher, offer: Offer
    ) -> Withdrawn:
        # whom a need was judged not to suit, must not learn of it by missing the need here
        is_told = may_see_verdicts(sight.caller)
        said = verdicts_on_supplier(session, offer.company_id) if is_told else ()
        refused = Standing(tuple(said)).of_offer(offer.id)
        hidden = sight.hidden_needs(session, (need.id for need in matcher.snapshot.pool.needs if need.id))
        return Withdrawn(
            companies=archived_ids(session, CompanyRow),
            offers=archived_ids(session, OfferRow),
            needs=self._terms.withdrawn(session) | refused.hidden_needs | hidden,
        )


def _check_filters(filters: Filters) -> None:
    asked: dict[str, object] = {
        "status": filters.statuses,
        "regions": filters.regions,
        "max_distance_km": filters.max_distance_km is not None,
        "contract": filters.contract is not None,
        "certificate": filters.certificate,
    }
    wrong = [(f"filters/{name}", ABOUT_ASKER) for name, is_asked in asked.items() if is_asked]
    if wrong:
        raise InvalidError(wrong)
