"""The use case of what to do first: members' first contracts, and purchases that could come from the pool."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.profiles import Company
from models.demands.graph import Link
from models.first_links.first_contracts import FirstLink, first_links, without_contract
from models.first_links.outside_purchases import Purchase, outside_purchases
from service.access import Caller, may_see_market
from service.boards.board import Board
from service.boards.boards import Boards
from service.errors import ForbiddenError


@dataclass(frozen=True)
class WithoutContract:
    """A member without a contract inside the cluster; who has no fitting link yet has none here."""

    company: Company
    links: tuple[FirstLink, ...]


@dataclass(frozen=True)
class FirstThings:
    """`contracts_on` tells whether the cluster wants first contracts shown at all."""

    contracts_on: bool
    members: tuple[WithoutContract, ...]
    purchases: tuple[Purchase, ...]
    companies: Mapping[int, Company]


class FirstLinks:
    """`contracts_on` is the cluster's switch."""

    def __init__(self, boards: Boards, contracts_on: bool) -> None:
        self._boards = boards
        self._contracts_on = contracts_on

    def current(self, caller: Caller) -> FirstThings:
        """As the pool, its contracts and verdicts are now. Raises ForbiddenError."""
        if not may_see_market(caller):
            raise ForbiddenError("Что сделать сначала, видят сотрудники ассоциации")
        board = self._boards.current()
        return FirstThings(
            self._contracts_on,
            _members(board) if self._contracts_on else (),
            tuple(outside_purchases(board.links(), board.companies.values())),
            board.companies,
        )


def _members(board: Board) -> tuple[WithoutContract, ...]:
    filled = {slot.id for chain in board.chains for slot in chain.slots if slot.state != "open"}

    def is_open(link: Link) -> bool:
        return link.demand.origin != "slot" or link.demand.record_id not in filled

    found = []
    for company in without_contract(board.companies.values(), board.contracts):
        links = (*board.links_of_customer(company.id), *board.links_of_supplier(company.id))
        open_links = filter(is_open, links)
        best = first_links(company, open_links, board.companies, board.contracts)
        found.append(WithoutContract(company, best))
    return tuple(found)
