"""Emptying what is kept of a company: rows stay only where the history of others needs them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.store.scrubbing import ERASED, ERASED_CODE
from data.tables.contacts import WAITING_STATES
from data.tables.pool import CompanyRow, SlotRow, UserRow, VerdictRow, now
from data.tables.shortlists import ShortlistMarkRow
from data.text_folding import folded

_KEPT = frozenset(
    {
        "id",
        "status",
        "created_at",
        "updated_at",
        "archived_at",
        "fictional",
        "company_id",
        "kind",
        "visibility",
    }
)
# rows that nobody's history needs
GONE = (
    "challenges",
    "input_decisions",
    "merges",
    "told_apart",
    "shortlist_marks",
    "proposals",
    "interest",
    "mailing_choices",
)
# what is emptied of the rows that stay
EMPTIED: Mapping[str, tuple[str, ...]] = {
    "requests": ("text", "text_folded", "about", "next_action"),
    "request_events": ("text",),
    "contact_requests": ("note", "passed"),
    "contact_events": ("text",),
    "consents": ("document", "person"),
    "letters": ("address", "subject", "html", "text", "unsubscribe_url", "items", "reason", "answer"),
    "letter_answers": ("reason",),
    "confirmations": ("before",),
    "keys": ("note",),
}


def erased_name(company_id: int) -> str:
    """What an erased company is called where others still name it."""
    return f"Стёртая компания {company_id}"


def erase_rows(session: Session, found: Mapping[str, list[Any]]) -> None:
    """Empties the rows that data.store.rows_about found of companies."""
    ids = {row.id for row in found["companies"]}
    needs = {row.id for row in found.get("needs", ())}
    for row in _rows(found, "companies", "offers", "needs"):
        _empty_record(row)
    for table, names in EMPTIED.items():
        for row in _rows(found, table):
            _empty(row, names)
    for row in _rows(found, "verdicts"):
        _empty_verdict(row, ids, needs)
    _stop(found)
    _leave_chains(session, found, ids)
    for row in [*_rows(found, *GONE), *_marks(session, needs)]:
        session.delete(row)


def _stop(found: Mapping[str, list[Any]]) -> None:
    for letter in _rows(found, "letters"):
        stop_letter(letter)
    for contact in _rows(found, "contact_requests"):
        contact.state = "withdrawn" if contact.state in WAITING_STATES else contact.state
    for user in _rows(found, "users"):
        erase_user(user)
    for key in _rows(found, "keys"):
        key.revoked_at = key.revoked_at or now()


def _leave_chains(session: Session, found: Mapping[str, list[Any]], ids: set[int]) -> None:
    for project in _rows(found, "projects"):
        project.initiator_id = None
    for slot in session.scalars(select(SlotRow)):
        if ids & set(slot.filled_by):
            slot.filled_by = [id_ for id_ in slot.filled_by if id_ not in ids]


def stop_letter(letter: Any) -> None:
    """One that has not gone yet does not go."""
    letter.state = "skipped" if letter.state in ("draft", "queued") else letter.state


def erase_user(user: UserRow) -> None:
    """An account that nobody signs in to any more, and that tells nobody whose it was."""
    user.login, user.name, user.password_hash = f"erased-{user.id}", ERASED, "!"
    user.disabled_at = user.disabled_at or now()
    user.session_version += 1


def _empty_record(row: Any) -> None:
    row.archived_at = row.archived_at or now()
    names = [column.key for column in row.__table__.columns if column.key not in _KEPT]
    _empty(row, names)
    if isinstance(row, CompanyRow):
        row.code, row.name = f"{ERASED_CODE}{row.id}", erased_name(row.id)
        row.name_folded = folded(row.name)
    else:
        row.title = ERASED
    if hasattr(row, "visibility"):
        row.visibility = "private"


def _empty_verdict(row: VerdictRow, companies: set[int], needs: set[int]) -> None:
    if row.need_id in needs:
        _empty(row, ("need_text", "need_place"))
    if row.company_id in companies:
        _empty(row, ("offer_title",))


def _empty(row: Any, names: Iterable[str]) -> None:
    for name in names:
        column = row.__table__.columns[name]
        value: Any = None
        if not column.nullable:
            kind = column.type.python_type if not isinstance(getattr(row, name), list) else list
            value = {str: ERASED, list: [], dict: {}}.get(kind, getattr(row, name))
        setattr(row, name, value)


def _marks(session: Session, needs: set[int]) -> Iterable[ShortlistMarkRow]:
    subjects = [f"need {id_}" for id_ in needs]
    return session.scalars(select(ShortlistMarkRow).where(ShortlistMarkRow.subject.in_(subjects)))


def _rows(found: Mapping[str, list[Any]], *tables: str) -> list[Any]:
    return [row for table in tables for row in found.get(table, ())]
