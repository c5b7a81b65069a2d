"""A shortlist: who could supply a need, in rank order, and who of them stays on the list."""

from dataclasses import dataclass

from data.profiles import Need
from data.tables.pool import CompanyRow, VerdictRow
from models.candidates import Candidate
from models.explaining.questions import questions
from service.shortlists.answers import QuotationAnswer

MAX_LINES = 30
MAX_NEAREST = 5
MAX_NOTE = 500


@dataclass(frozen=True)
class Line:
    """One company; `is_answer` tells that the search proposes it now, and not only that somebody kept it."""

    candidate: Candidate
    row: CompanyRow
    kept: bool
    note: str = ""
    verdict: VerdictRow | None = None
    is_answer: bool = True
    answer: QuotationAnswer | None = None

    @property
    def questions(self) -> list[str]:
        """What to ask the company."""
        return questions(self.candidate.reasons)


@dataclass(frozen=True)
class Shortlist:
    """All lines, best first; files hold those that are kept."""

    need: Need
    lines: tuple[Line, ...]
    snapshot: str

    @property
    def kept(self) -> list[Line]:
        """Who stays on the list."""
        return [line for line in self.lines if line.kept]


@dataclass(frozen=True)
class Mark:
    """What staff say of one line."""

    company_id: int
    kept: bool
    note: str = ""
