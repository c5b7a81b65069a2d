"""Use cases of partners: who supplies a company, who buys from it, who stands beside it, and its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.chains.profiles import Project
from data.database import Database
from data.profiles import Company
from data.store import input_decisions
from data.store.records import find
from data.tables.pool import CompanyRow, InputDecisionRow
from models.demands.inputs import input_key
from models.partners.downstream import downstream
from models.partners.horizontal import horizontal
from models.partners.known_inputs import KnownInput
from models.partners.proposal import Direction, Proposal, Sort, explained
from models.partners.several_steps import Ground, UpOrDown, Way, ways
from models.partners.upstream import upstream
from service.access import (
    Caller,
    acting_for,
    may_decide_inputs,
    may_see_chains,
    may_see_horizontal,
    may_see_partners,
    may_see_verdicts,
    sees_company,
)
from service.boards.boards import Boards
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.partners.pool import PartnerPool
from service.partners.seen import PartnersSeen
from service.seeing.open_demands import OpenDemands
from service.seeing.sight import Sight

MAX_WAYS = 20


@dataclass(frozen=True)
class Partners:
    """Proposals with their reasons, best first, and the projects of the slots that they name."""

    proposals: tuple[Proposal, ...]
    projects: Mapping[int, Project]


@dataclass(frozen=True)
class Ways:
    """Ways of several steps, best first, and the projects of the slots that they name."""

    ways: tuple[Way, ...]
    projects: Mapping[int, Project]


class Partnering:
    """Every use case raises ForbiddenError for a caller whom partners of companies are hidden from.

    It raises NotFoundError for a company that is not in the pool, or left it.

    One that entered after the snapshot has no partners yet.
    """

    def __init__(self, boards: Boards, database: Database, open_demands: OpenDemands) -> None:
        self._boards = boards
        self._database = database
        self._open_demands = open_demands

    def partners(
        self, caller: Caller, company_id: int, direction: Direction, limit: int, sort: Sort | None = None
    ) -> Partners:
        """The best `limit` proposals; `sort` keeps one sort of horizontal ones.

        Raises InvalidError for a sort of another direction, ForbiddenError, NotReadyError.
        """
        if sort and direction != "horizontal":
            raise InvalidError([("sort", "вид партнёрства бывает только с direction=horizontal")])
        if direction == "horizontal" and not may_see_horizontal(caller):
            raise ForbiddenError("Партнёров той же стадии видят сотрудники ассоциации")
        pool, company = self._known(caller, company_id)
        if direction == "downstream" and not may_see_verdicts(caller):
            pool = PartnerPool(pool.board.unjudged)
        with self._database.reading() as session:
            sight = Sight.of(session, acting_for(caller, company_id))
            seen = PartnersSeen(pool, session, sight, self._open_demands)
            found = _proposals(seen, company, direction) if company else []
        shown = [proposal for proposal in found if sort in (None, proposal.sort)][:limit]
        places = pool.board.rankings.matcher.places
        told = (explained(seen.without_capacity(proposal), places) for proposal in shown)
        return Partners(tuple(told), pool.projects)

    def steps(self, caller: Caller, company_id: int, direction: UpOrDown, depth: int) -> Ways:
        """Ways of `depth` steps up or down, 1 to MAX_DEPTH. Raises NotReadyError, ForbiddenError."""
        if not may_see_chains(caller):
            raise ForbiddenError("Цепочки в несколько шагов видят сотрудники ассоциации")
        pool, company = self._known(caller, company_id)
        links_of = pool.links_of_customer if direction == "upstream" else pool.links_of_supplier
        over = Ground(direction, links_of, pool.board.companies, pool.board.contracts)
        found = ways(company.id, depth, over)[:MAX_WAYS] if company else []
        return Ways(tuple(found), pool.projects)

    def inputs(self, caller: Caller, company_id: int) -> list[KnownInput]:
        """What its products take, with what staff said of it. Raises NotReadyError."""
        pool, company = self._known(caller, company_id)
        return pool.known_inputs(company) if company else []

    def decide_input(self, caller: Caller, company_id: int, name: str, accepted: bool) -> KnownInput:
        """Accepts an inferred input or strikes it. Raises InvalidError for none, ForbiddenError."""
        _check_decides(caller)
        key = input_key(name)
        known = {input_key(one.name): one for one in self.inputs(caller, company_id)}
        if key not in known:
            raise InvalidError([("name", "такого входа из продукции компании не выведено")])
        decision = InputDecisionRow(
            company_id=company_id,
            input_key=key,
            input_name=known[key].name,
            accepted=accepted,
            decided_by=caller.actor,
        )
        with self._database.changing(caller.actor, "inputs.decide", str(company_id)) as session:
            _check_company(session, company_id)
            input_decisions.decide_input(session, decision)
        return known[key].decided(accepted)

    def forget_decision(self, caller: Caller, company_id: int, name: str) -> None:
        """The input counts as inferred again. Raises NotFoundError where nothing was said, ForbiddenError."""
        _check_decides(caller)
        with self._database.changing(caller.actor, "inputs.forget", str(company_id)) as session:
            _check_company(session, company_id)
            if not input_decisions.forget_decision(session, company_id, input_key(name)):
                raise NotFoundError("Об этом входе ничего не решали")

    def _known(self, caller: Caller, company_id: int) -> tuple[PartnerPool, Company | None]:
        with self._database.reading() as session:
            _check_seen(session, caller, company_id)
        board = self._boards.current()
        return PartnerPool(board), board.companies.get(company_id)


def _proposals(seen: PartnersSeen, company: Company, direction: Direction) -> list[Proposal]:
    pool = seen.pool
    joined = pool.contracts_of(company.id, direction)
    match direction:
        case "upstream":
            return upstream(seen.demands_of(company), seen.candidates, joined)
        case "downstream":
            links = seen.links_of_supplier(company.id)
            return downstream(links, seen.customers(links), joined)
        case "horizontal":
            return horizontal(pool.stage_of(company), pool.board.rankings, joined)


def _check_decides(caller: Caller) -> None:
    if not may_decide_inputs(caller):
        raise ForbiddenError("Входы подтверждают и вычёркивают сотрудники ассоциации")


def _check_seen(session: Session, caller: Caller, company_id: int) -> None:
    if not (caller.is_staff or caller.is_member or caller.is_batch):
        raise ForbiddenError("Партнёров компаний видят сотрудники ассоциации")
    company = find(session, CompanyRow, company_id)
    if company is None or not may_see_partners(caller, company_id) or not sees_company(caller, company):
        raise NotFoundError("Такой компании нет")


def _check_company(session: Session, company_id: int) -> None:
    if find(session, CompanyRow, company_id) is None:
        raise NotFoundError("Такой компании нет")
