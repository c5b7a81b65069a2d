"""A request for contact as one caller sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.store.contacts import state_at
from data.tables.contacts import AGREED_STATES, ContactEventRow, ContactRow
from data.tables.pool import CompanyRow
from service.access import Caller, may_see_contacts, sees_asked_side
from service.contacts.passing import without_person
from service.seeing.told import without_asker


@dataclass(frozen=True)
class Contact:
    """`asked` is None while its owner has not agreed; `passed` is what the asking company may still see.

    `events` are for staff only.
    """

    id: int
    state: str
    asking: CompanyRow
    asked: CompanyRow | None
    is_from_caller: bool
    need_id: int | None
    offer_id: int | None
    about: str
    note: str | None
    passed: Mapping[str, Any]
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    events: Sequence[ContactEventRow] = field(default=())


def shown(
    caller: Caller,
    row: ContactRow,
    refused_at: Mapping[int, datetime],
    moment: datetime,
    with_events: bool = False,
) -> Contact:
    """`refused_at` tells when the asked companies last withdrew the consent for their named person."""
    agreed = row.state in AGREED_STATES
    is_seen = sees_asked_side(caller, row.asked_id, row.need_id is not None, agreed)
    refused = refused_at.get(row.asked_id)
    is_withdrawn = refused is not None and row.passed_at is not None and refused >= row.passed_at
    return Contact(
        id=row.id,
        state=state_at(row, moment),
        asking=row.asking,
        asked=row.asked if is_seen else None,
        is_from_caller=caller.owns(row.asking_id),
        need_id=row.need_id,
        offer_id=row.offer_id,
        about=_about(row, is_seen),
        note=row.note,
        passed=without_person(row.passed) if is_withdrawn else row.passed,
        created_at=row.created_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
        events=row.events if with_events and may_see_contacts(caller) else (),
    )


def _about(row: ContactRow, is_asker_told: bool) -> str:
    if row.need and not is_asker_told:
        return without_asker(row.need).title
    record = row.need or row.offer
    return record.title if record else ""
