"""The use case of explanations: why a company is in an answer or not, as the search itself would see it."""

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Company, Need
from data.store.pool import company_profile
from data.store.records import archived_ids, find
from data.store.verdicts import verdicts_on_need
from data.tables.pool import CompanyRow, OfferRow
from models.explaining.contributions import Contribution, contributions
from models.explaining.why_not import Explanation, explain
from models.explaining.why_steps import Inquiry
from models.matcher import Matcher
from models.ranking.filters import Filters, Withdrawn
from models.reading.text import need_text
from service.access import Caller, may_ask_why
from service.errors import ForbiddenError, InvalidError
from service.judging.standing import Standing
from service.live_matcher import LiveMatcher


class Explaining:
    """Asks the live matcher; archive and verdicts come from the database, as in a search."""

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def why(
        self, caller: Caller, need: Need, company_id: int, limit: int, filters: Filters
    ) -> tuple[Explanation, list[Contribution]]:
        """The steps for one company, and what its probability is made of (nothing where nothing was scored).

        Raises InvalidError for a company that never was, ForbiddenError, NotReadyError.
        """
        if not may_ask_why(caller):
            raise ForbiddenError("Разбор ответа видят сотрудники ассоциации")
        matcher = self._live.current()
        with self._database.reading() as session:
            company = _company(session, matcher, company_id)
            standing = Standing(tuple(verdicts_on_need(session, need.id, need_text(need))))
            inquiry = Inquiry(
                need=need,
                company=company,
                limit=limit,
                filters=filters,
                archived=Withdrawn(archived_ids(session, CompanyRow), archived_ids(session, OfferRow)),
                hidden=Withdrawn(standing.hidden_companies, standing.hidden_offers),
            )
        found = explain(matcher, inquiry)
        return found, contributions(matcher.scorer, found.best.features) if found.best else []


def _company(session: Session, matcher: Matcher, id_: int) -> Company:
    """As the snapshot knows it, since that is what is ranked; else as the database does."""
    row = find(session, CompanyRow, id_, archived=True)
    if row is None:
        raise InvalidError([("company_id", "такой компании нет")])
    return matcher.snapshot.pool.company_by_id.get(id_) or company_profile(row)
