"""Everything that letters could hold at this moment, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from data.profiles import Need
from data.store import digests as store
from data.store.digests import Addressee
from data.store.marks import company_marks, need_marks
from models.digests.proposals import Proposal, Rules, proposals
from models.digests.value import ACTING, ANSWERING, Rates, Tries
from service.access import Caller, sees_company, sees_need
from service.boards.board import Board
from service.consents.consents import Consents
from service.digests.readers import readers


@dataclass(frozen=True)
class Gathered:
    """`refused` tells of each company of the cluster that may not be written to, why."""

    readers: Mapping[int, Addressee]
    refused: Mapping[int, str]
    proposals: list[Proposal]


def gather(session: Session, board: Board, consents: Consents, days: int, moment: datetime) -> Gathered:
    """What each reader may see is asked of service.access, as of rows as they are now."""
    able, refused = readers(session, consents, days, moment)
    companies = {mark.id: mark for mark in company_marks(session)}
    needs = {mark.id: mark for mark in need_marks(session)}

    def shows_company(reader: int, company: int) -> bool:
        mark = companies.get(company)
        return mark is not None and sees_company(as_reader(reader), mark)

    def shows_need(reader: int, need: Need) -> bool:
        mark = needs.get(need.id or 0)
        return mark is not None and sees_need(as_reader(reader), mark)

    rules = Rules(
        readers=able.keys(),
        shows_company=shows_company,
        shows_need=shows_need,
        open_slots=frozenset(s.id for chain in board.chains for s in chain.slots if s.state == "open"),
        acquainted=board.contracts | store.working_pairs(session),
        told=store.told_keys(session),
        answering=_rates(store.answering(session), ANSWERING),
        acting=_rates(store.acting(session), ACTING),
    )
    return Gathered(able, refused, proposals(board.links(), rules))


@cache
def as_reader(company_id: int) -> Caller:
    """A letter says no more than the company is shown when it signs in."""
    return Caller(f"letter to {company_id}", "member", company_id=company_id)


def _rates(counted: Mapping[int, tuple[int, int]], guess: float) -> Rates:
    return Rates.of({id_: Tries(asked, done) for id_, (asked, done) in counted.items()}, guess)
