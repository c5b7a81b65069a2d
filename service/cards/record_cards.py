"""The use case of the cards of offers, needs, contracts, projects and slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.database import Database
from data.entry import RecordRow
from data.store import company_card, record_card
from data.store.records import find
from data.tables.journal import RequestRow
from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow, VerdictRow
from service import access
from service.access import Caller
from service.cards import history
from service.cards.history import HistoryLine
from service.changes.log import actors
from service.entry_rights import NOT_THERE, may_see
from service.errors import NotFoundError

MAX_LINES = 10


@dataclass(frozen=True)
class RecordCard:
    """`owner` is the company of an offer or a need; `names` are of the actors in the history."""

    row: RecordRow
    owner: CompanyRow | None
    chain: ChainRow | None
    project: ProjectRow | None
    slots: Sequence[SlotRow]
    requests: Sequence[RequestRow]
    verdicts: list[tuple[VerdictRow, str | None]]
    history: list[HistoryLine]
    names: dict[str, str]

    @property
    def is_live(self) -> bool:
        """Whether it can be changed: neither it nor what it belongs to is in the archive."""
        around = (self.row, self.owner, self.chain, self.project)
        return all(row.archived_at is None for row in around if row is not None)


class RecordCards:
    """Asks the database a fixed number of times."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def card(self, caller: Caller, table: type[Any], id_: int) -> RecordCard:
        """The card; of an archived record too. Raises NotFoundError where the caller may not see it."""
        with self._database.reading() as session:
            row: RecordRow | None = find(session, table, id_, archived=True)
            if row is None or not may_see(caller, row):
                raise NotFoundError(NOT_THERE)
            chain, project = record_card.chain_around(session, row)
            sees_journal, sees_verdicts = access.may_see_journal(caller), access.may_see_verdicts(caller)
            name = table.__tablename__
            changes = company_card.changes_of(session, name, id_, MAX_LINES)
            lines = history.of_changes(changes, name, id_) if access.may_see_changes(caller) else ()
            told = history.latest(lines, MAX_LINES)
            return RecordCard(
                row=row,
                owner=session.get(CompanyRow, getattr(row, "company_id", 0)),
                chain=chain,
                project=project,
                slots=record_card.slots_of(session, row),
                requests=record_card.requests_about(session, row, MAX_LINES) if sees_journal else [],
                verdicts=record_card.verdicts_about(session, row, MAX_LINES) if sees_verdicts else [],
                history=told,
                names=actors(session, (line.actor for line in told)),
            )
