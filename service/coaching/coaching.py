"""The use case of the profile coach: what a company had better say of itself."""

from collections.abc import Hashable
from dataclasses import dataclass

from data.database import Database
from data.profiles import Company
from models.coaching.coach import Advice, advice
from models.matcher import Limits
from models.ranking.filters import Withdrawn
from service.access import Caller, may_see_record, sees_need
from service.boards.board import Board
from service.boards.boards import Boards
from service.errors import NotFoundError
from service.need_terms import NeedTerms
from service.seeing.sight import Sight


@dataclass(frozen=True)
class Coached:
    """A company with advice on its offers, the most useful first.

    `is_unknown` of one that tells no offers: it is found by its line about itself only.
    """

    company: Company
    advice: tuple[Advice, ...]
    is_unknown: bool


class Coaching:
    """Asks the matcher again for every missing thing, which takes up to a second a company, and remembers."""

    def __init__(self, database: Database, boards: Boards, terms: NeedTerms) -> None:
        self._database = database
        self._boards = boards
        self._terms = terms
        self._known: dict[Hashable, Coached] = {}
        self._known_of: object = None

    def for_company(self, caller: Caller, company_id: int) -> Coached:
        """Counted over the needs that the caller may see, as they are told: who asks must not shine through.

        Raises NotFoundError, NotReadyError.
        """
        board = self._boards.current()
        company = board.companies.get(company_id)
        if company is None or not may_see_record(caller, company_id):
            raise NotFoundError("Такой компании нет")
        with self._database.reading() as session:
            sight, withdrawn = Sight.of(session, caller), self._terms.withdrawn(session)
        hidden = {need.id for need in board.pool.needs if need.id and not sees_need(caller, need)}
        gone = withdrawn | hidden
        if self._known_of is not board.rankings:  # another snapshot or scorer
            self._known, self._known_of = {}, board.rankings
        key = company_id, gone, sight.agreed, caller.is_staff
        if key not in self._known:
            self._known[key] = _coached(board, company, gone, sight)
        return self._known[key]


def _coached(board: Board, company: Company, needs: frozenset[int], sight: Sight) -> Coached:
    gone = frozenset(board.pool.company_by_id) - frozenset(board.companies)
    limits = Limits(withdrawn=Withdrawn(companies=gone, needs=needs), told=sight.ranked_as)
    own = [offer for offer in board.pool.offers if offer.company_id == company.id]
    told = [offer for offer in own if not offer.provisional]
    found = advice(board.rankings.matcher, company, told, limits)
    useful = tuple(one for one in found if one.is_useful)
    return Coached(company, useful, is_unknown=company.can_supply and not told)
