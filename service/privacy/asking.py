"""A member asks for its data or for their end: a task for staff in the journal."""

from collections.abc import Mapping

from data.database import Database
from data.store.journal import add_event, same_draft
from data.store.records import find
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import CompanyRow
from service.access import Caller, may_ask_for_own_data
from service.contacts.journal_feed import CHANNEL
from service.errors import NotFoundError
from service.privacy.exporting import NOT_THERE

KINDS: Mapping[str, str] = {
    "export": "просит выгрузить все данные о ней и её людях",
    "person": "просит стереть данные контактного лица",
    "company": "просит стереть все данные о компании и её людях",
}


class DataRequests:
    """Raises NotFoundError for a caller without a company, and for a kind that is none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, caller: Caller, kind: str) -> int:
        """The request of the journal; the same asked twice while it waits is one."""
        if kind not in KINDS or not may_ask_for_own_data(caller):
            raise NotFoundError(NOT_THERE)
        with self._database.changing(caller.actor, "requests.create") as session:
            company = find(session, CompanyRow, caller.company_id)
            if company is None:
                raise NotFoundError(NOT_THERE)
            text = f"Персональные данные: {company.name} ({company.code}) {KINDS[kind]}"
            row = same_draft(session, text, caller.actor)
            if row is None:
                row = RequestRow(
                    text=text, channel=CHANNEL, created_by=caller.actor, asked_by_company_id=company.id
                )
                session.add(row)
                session.flush()
                add_event(session, row, RequestEventRow(kind="received", by=caller.actor))
            return row.id
