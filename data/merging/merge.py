"""Two companies made one: what names the one names the other from then on, and can be put back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.merging.company_pointers import POINTERS
from data.merging.fields import Side, compared
from data.merging.limits import between, refuse_broken, refuse_contract_between
from data.plain_values import plain
from data.rules.sets import made_up_code
from data.tables.pool import (
    CompanyRow,
    ContractRow,
    InvitationRow,
    NeedRow,
    OfferRow,
    VerdictRow,
    now,
)
from data.text_folding import folded

Change = dict[str, Any]
CODED = (OfferRow, NeedRow)  # their codes can be let go


class Changes:
    """What a merge changes, field by field, in an order that can be gone back."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.made: list[Change] = []

    def set(self, row: Any, column: str, value: Any) -> None:
        """Changes one field and remembers what it was."""
        before = plain(getattr(row, column))
        setattr(row, column, value)
        place = {"table": row.__tablename__, "id": row.id, "column": column}
        self.made.append(place | {"before": before, "after": plain(value)})


def merge(session: Session, kept: CompanyRow, merged: CompanyRow, sides: Mapping[str, Side]) -> list[Change]:
    """Makes `merged` a part of `kept` and archives it; `sides` say whose value of a field stays.

    Raises EntryError where the two cannot be one.
    """
    refuse_contract_between(session, kept, merged)
    changes = Changes(session)
    _choose_values(changes, kept, merged, sides)
    _move_records(changes, kept.id, merged.id)
    _withdraw_repeated_verdicts(changes, kept.id)
    changes.set(merged, "archived_at", now())
    session.flush()
    refuse_broken(session, {(change["table"], change["id"]) for change in changes.made})
    return changes.made


def _choose_values(changes: Changes, kept: CompanyRow, merged: CompanyRow, sides: Mapping[str, Side]) -> None:
    fields = [(field, sides.get(field.column.field, field.side)) for field in compared(kept, merged)]
    chosen = {field.column.field: field.value(side) for field, side in fields if side != "kept"}
    # a value that only one company may have leaves the one before it comes to the other
    for name, free in (("inn", None), ("code", made_up_code())):
        if chosen.get(name):
            changes.set(merged, name, free)
    changes.session.flush()
    if "name" in chosen:
        chosen["name_folded"] = folded(chosen["name"])
    for name, value in chosen.items():
        changes.set(kept, name, value)
    changes.session.flush()


def _move_records(changes: Changes, kept_id: int, merged_id: int) -> None:
    session = changes.session
    stays = set(_staying(session, kept_id, merged_id))
    for pointer in POINTERS:
        known = pointer.known(session, kept_id)
        for row in pointer.rows(session, merged_id):
            is_repeated = getattr(row, pointer.once) in known if known else False
            if is_repeated and pointer.table in CODED:
                changes.set(row, "code", None)
            elif is_repeated or (pointer.table, row.id) in stays:
                continue  # the other company has the same already
            value = getattr(row, pointer.column)
            changes.set(row, pointer.column, pointer.moved(value, merged_id, kept_id))
    session.flush()


def _staying(session: Session, kept_id: int, merged_id: int) -> Iterator[tuple[type[Any], int]]:
    standing = InvitationRow.withdrawn_at.is_(None)
    invited = select(InvitationRow.id).where(standing)
    if session.scalar(invited.where(InvitationRow.company_id == kept_id).limit(1)):
        second = invited.where(InvitationRow.company_id == merged_id)
        yield from ((InvitationRow, id_) for id_ in session.scalars(second))
    archived = select(ContractRow.id).where(between(kept_id, merged_id))  # live ones were refused
    yield from ((ContractRow, id_) for id_ in session.scalars(archived))


def _withdraw_repeated_verdicts(changes: Changes, company_id: int) -> None:
    """Of two verdicts on the company itself for one need the later one stands."""
    on_company = (VerdictRow.company_id == company_id) & VerdictRow.offer_id.is_(None)
    standing = select(VerdictRow).where(on_company, VerdictRow.withdrawn_at.is_(None))
    seen = set()
    for row in changes.session.scalars(standing.order_by(VerdictRow.given_at.desc(), VerdictRow.id.desc())):
        if (row.need_id, row.need_key) in seen:
            changes.set(row, "withdrawn_at", now())
        seen.add((row.need_id, row.need_key))
