"""Requests as the API tells them, and which of them are asked for."""

from dataclasses import asdict
from typing import Any

from data.journal_tables import RequestRow
from data.store.journal import Selection
from service.api.context import caller, services
from service.schemas.journal import EventReply, ProposedNeed, RequestQuery, RequestReply
from service.schemas.records import NeedReply, fields_of


def request_reply(row: RequestRow) -> dict[str, Any]:
    """A request with its history; a draft with what was read out of its text."""
    journal = services().journal
    is_draft = row.state == "draft"
    return fields_of(
        row,
        RequestReply,
        proposed=ProposedNeed(**asdict(journal.proposal(caller(), row))) if is_draft else None,
        need=fields_of(row.need, NeedReply) if row.need else None,
        silent=[one.company.id for one in journal.asked(row) if one.is_silent and row.is_open],
        events=[fields_of(event, EventReply) for event in row.events],
    )


def selection(query: RequestQuery) -> Selection:
    """The requests that a query asks for."""
    journal = services().journal
    return Selection(
        states=(query.state,) if query.state else (),
        responsible_id=query.responsible_id,
        overdue_on=journal.overdue().overdue_on if query.overdue else None,
        silent_since=journal.silent().silent_since if query.silent else None,
    )
