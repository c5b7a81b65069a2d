"""Requests as the API tells them, and which of them are asked for."""

from dataclasses import asdict
from datetime import date
from typing import Any

from data.periods import midnight
from data.store.journal_selection import Selection
from data.tables.journal import RequestRow
from service.access import sees_pasted_text
from service.api.context import caller, services
from service.errors import InvalidError
from service.reports.reporting import FIRST_DAY, LAST_DAY
from service.schemas.journal import EventReply, ProposedNeed, RequestLine, RequestQuery, RequestReply
from service.schemas.records import NeedReply, fields_of


def request_reply(row: RequestRow) -> dict[str, Any]:
    """A request with its history; a draft with what was read out of its text."""
    journal = services().journal
    sees_text = sees_pasted_text(caller())
    is_draft = row.state == "draft" and sees_text
    return request_line(
        row,
        RequestReply,
        proposed=ProposedNeed(**asdict(journal.proposal(caller(), row))) if is_draft else None,
        things=list(journal.things(row)) if sees_text else [],
        need=fields_of(row.need, NeedReply) if row.need else None,
        silent=[one.company.id for one in journal.asked(row) if one.is_silent and row.is_open],
        events=[fields_of(event, EventReply) for event in row.events],
    )


def request_line(row: RequestRow, reply: type[RequestLine] = RequestLine, **extra: Any) -> dict[str, Any]:
    """A request without what hangs on it; the pasted text only for those who work on it."""
    hidden = {} if sees_pasted_text(caller()) else {"text": None, "about": None}
    return fields_of(row, reply, **hidden, **extra)


def selection(query: RequestQuery) -> Selection:
    """The requests that a query asks for."""
    for name, day in (("from", query.from_), ("to", query.to)):
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidError([(name, "нужна дата от 01.01.2000 до 01.01.2100")])
    return Selection(
        states=(query.state,) if query.state else (),
        responsible_id=query.responsible_id,
        company_id=query.company_id,
        chain_id=query.chain_id,
        text=query.text or "",
        received_from=midnight(query.from_) if query.from_ else None,
        received_to=midnight(query.to) if query.to else None,
        overdue_on=date.today() if query.overdue else None,
        due_on=date.today() if query.today else None,
        silent_since=services().request_list.silent_since if query.silent else None,
    )
