"""What the pool asks for, who counts already and who could be invited, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.database import Database
from data.places import Places
from data.profiles import Company
from data.store.invitations import standing_invitations
from data.tables.pool import InvitationRow
from models.candidates import explained
from models.invitations.greedy import Closing, Invitation, invitation, supplied_by
from models.invitations.one_thing import counted_once
from models.invitations.wanted import Wanted, wanted_needs, wanted_slots
from service.boards.board import Board
from service.boards.boards import Boards
from service.boards.kept import Kept

INVITABLE = frozenset({"joining", "prospect"})


@dataclass(frozen=True)
class Recruitment:
    """One moment; `invited` are marks by company, the latest first."""

    board: Board
    wanted: tuple[Wanted, ...]
    invited: Mapping[int, InvitationRow]

    @property
    def covered_by(self) -> frozenset[int]:
        """Members, and those who are invited: what they supply needs nobody else."""
        members = {c.id for c in self.board.companies.values() if c.status == "member"}
        return frozenset(members | self.invited.keys())

    @property
    def invitable(self) -> list[Company]:
        """Those on their way and those in sight."""
        return [c for c in self.board.companies.values() if c.status in INVITABLE]

    def added_by(self, company: Company) -> Invitation:
        """What a company adds to the others, whether it is invited or not."""
        supplied = supplied_by(self.wanted, [company.id]).get(company.id, [])
        return invitation(company, supplied, self.covered_by - {company.id})


class Recruitments:
    """Keeps demands with their suppliers."""

    def __init__(self, boards: Boards, database: Database) -> None:
        self._boards = boards
        self._database = database
        self._wanted = Kept(_wanted)

    def current(self) -> Recruitment:
        """That of this moment. Raises NotReadyError before the first snapshot."""
        board = self._boards.current()
        with self._database.reading() as session:
            rows = standing_invitations(session)
        known = {row.company_id: row for row in rows if _is_invitable(board, row.company_id)}
        return Recruitment(board, self._wanted.of(board), known)


def with_reasons(closing: Closing, places: Places) -> Closing:
    """The same with what speaks for the company and what nobody knows yet."""
    supply = closing.supply
    return replace(closing, supply=replace(supply, candidate=explained(supply.candidate, places)))


def _wanted(board: Board) -> tuple[Wanted, ...]:
    slots = wanted_slots(board.chains, board.slots(), board.candidates)
    return counted_once(slots, wanted_needs(board.needs(), board.candidates))


def _is_invitable(board: Board, company_id: int) -> bool:
    company = board.companies.get(company_id)
    return company is not None and company.status in INVITABLE
