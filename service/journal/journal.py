"""Use cases of requests: written down, confirmed as needs, taken apart, handed out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import entry
from data.database import Database
from data.references import places
from data.store import journal as store
from data.store.pool import company_profile
from data.store.records import find
from data.tables.journal import RequestRow
from data.tables.pool import CompanyRow, NeedRow, SlotRow, now
from data.text_folding import folded
from models.reading.request_draft import RequestDraft, read_request
from models.reading.several_things import several_things
from service.access import Caller, may_see_journal
from service.journal.changes import changes_told, checked_changes, checked_text, own_id
from service.journal.keeping import check_caller, check_keeper, found, happened, open_request, refused
from service.journal.slots import SlotChoice, proposed_slot, slot_choice
from service.journal.versions import check_version
from service.journal.waiting import Asked, asked_companies


class Journal:
    """Nothing that was pasted is lost; every change is one transaction with a line in the history.

    Every use case raises ForbiddenError for a caller whom the journal is hidden from. Those that take the
    version `seen` raise EditConflict where somebody has changed the same since.
    """

    def __init__(self, database: Database, silence_days: int) -> None:
        self._database = database
        self._patience = timedelta(days=silence_days)

    def request(self, caller: Caller, id_: int) -> RequestRow:
        """One with its history. Raises NotFoundError."""
        check_caller(caller)
        with self._database.reading() as session:
            return found(session, id_)

    def of_need(self, caller: Caller, need_id: int) -> RequestRow | None:
        """The request that a need came from, for the way back to it; None where there is none."""
        if not may_see_journal(caller):
            return None
        with self._database.reading() as session:
            return store.request_of_need(session, need_id)

    def asked(self, row: RequestRow) -> list[Asked]:
        """The companies that the request was passed to, and what each of them said."""
        return asked_companies(row.events, now() - self._patience)

    def slots(self, caller: Caller, row: RequestRow) -> SlotChoice:
        """Slots of chains that the request may be for."""
        check_caller(caller)
        with self._database.reading() as session:
            return slot_choice(session, row)

    def proposal(self, caller: Caller, row: RequestRow) -> RequestDraft:
        """The need as the pasted text tells it."""
        check_caller(caller)
        with self._database.reading() as session:
            live = select(CompanyRow).where(CompanyRow.archived_at.is_(None))
            companies = [company_profile(company) for company in session.scalars(live)]
        return read_request(row.text, places(), companies, row.about)

    def things(self, row: RequestRow) -> tuple[str, ...]:
        """The things that a draft asks for, where its text asks for several and nobody has taken it apart."""
        return several_things(row.text) if row.state == "draft" and row.about is None else ()

    def draft(self, caller: Caller, text: str, channel: str) -> RequestRow:
        """A request to be confirmed; the same text sent twice makes one. Raises EntryError."""
        check_keeper(caller)
        text = checked_text(text, channel)
        with self._database.changing(caller.actor, "requests.create") as session:
            row = store.same_draft(session, text, caller.actor)
            if row is None:
                row = RequestRow(text=text, channel=channel, created_by=caller.actor)
                row.responsible_id = own_id(session, caller)
                _received(session, row, caller)
            id_ = row.id
        return self.request(caller, id_)

    def split(self, caller: Caller, id_: int) -> list[int]:
        """One draft for each thing that the text asks for; all keep the whole text. Tells their ids."""
        check_keeper(caller)
        with self._database.changing(caller.actor, "requests.split", str(id_)) as session:
            row = open_request(session, id_)
            things = self.things(row)
            if not things:
                return [row.id]
            row.about, rows = things[0], [row]
            row.version += 1
            for about in things[1:]:
                other = RequestRow(
                    text=row.text,
                    about=about,
                    channel=row.channel,
                    created_by=caller.actor,
                    responsible_id=row.responsible_id,
                    deadline=row.deadline,
                )
                _received(session, other, caller)
                rows.append(other)
            ids = [one.id for one in rows]
            numbers = ", ".join(map(str, ids))
            happened(session, row, caller, "changed", text=f"разделено на обращения {numbers}")
            return ids

    def confirm(self, caller: Caller, id_: int, values: Mapping[str, Any], seen: int | None = None) -> None:
        """The need of a company goes into the pool, private unless told otherwise. Raises EntryError.

        Where its words call one open slot of the company's own projects, the request is for that slot.
        """
        check_keeper(caller)
        with self._database.changing(caller.actor, "requests.confirm", str(id_)) as session:
            row = open_request(session, id_)
            if row.need is not None and seen is not None and seen != row.version:
                yours = entry.checked(NeedRow, values, is_new=True)
                check_version(row, seen, {name: getattr(row.need, name) for name in yours}, yours)
                return
            if row.need_id is not None:
                raise refused("need", "Потребность уже заведена: правьте её карточку")
            need = entry.create(session, NeedRow, values)
            row.need_id, row.asked_by_company_id, row.state = need.id, need.company_id, "in_progress"
            row.text_folded = f"{row.text_folded} {folded(need.title)}"
            row.version += 1
            happened(session, row, caller, "confirmed", text=need.title, company_id=need.company_id)
            if slot := proposed_slot(session, need):
                row.slot = find(session, SlotRow, slot.id)
                happened(session, row, caller, "changed", text=f"звено по словам заявки: {slot.title}")

    def change(self, caller: Caller, id_: int, values: Mapping[str, Any], seen: int | None = None) -> bool:
        """Who is responsible, the deadline, what is next and when, the slot; only what is given.

        Tells whether the request is a new version now. Raises EntryError.
        """
        check_keeper(caller)
        with self._database.changing(caller.actor, "requests.change", str(id_)) as session:
            row = open_request(session, id_)
            read = checked_changes(session, values)
            check_version(row, seen, {name: getattr(row, name) for name in read}, read)
            changed = {name: value for name, value in read.items() if getattr(row, name) != value}
            for name, value in changed.items():
                setattr(row, name, value)
            if changed:
                row.version += 1
                happened(session, row, caller, "changed", text=changes_told(session, changed))
            return bool(changed)


def _received(session: Session, row: RequestRow, caller: Caller) -> None:
    session.add(row)
    session.flush()
    happened(session, row, caller, "received")
