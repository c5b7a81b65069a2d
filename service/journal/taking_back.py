"""What was written down by mistake: taken back, or corrected by a later answer. What stands is the truth."""

from collections.abc import Mapping

from data.store.journal_selection import ANSWERS
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import now
from service.journal.keeping import refused
from service.journal.waiting import asked_companies

GIVEN = ("asked", "passed", "reminded")
_YES = ("answered", "ready")


def standing_event(row: RequestRow, event_id: int) -> RequestEventRow:
    """What can be taken back: that a company was asked, given, reminded, or answered. Raises EntryError."""
    found = next((event for event in row.standing if event.id == event_id), None)
    if found is None or found.company_id is None or found.kind not in (*GIVEN, *ANSWERS):
        raise refused("event", "Эта запись уже отменена, или отменить её нельзя")
    return found


def standing_answer(row: RequestRow, event_id: int) -> RequestEventRow:
    """What can be corrected. Raises EntryError."""
    found = standing_event(row, event_id)
    if found.kind not in ANSWERS:
        raise refused("event", "Исправить можно только ответ")
    return found


def take_back(row: RequestRow, event: RequestEventRow) -> None:
    """As if it had not been written down; an answer that it had corrected stands again."""
    for other in row.events:
        if other.company_id == event.company_id and other.withdrawn_at == event.at:
            other.withdrawn_at = None
    event.withdrawn_at = now()


def overrule(row: RequestRow, event: RequestEventRow) -> None:
    """The last word counts: whoever declines or is silent has not quoted; a second quotation is one more."""
    if event.kind == "answered":
        return
    for other in reversed(row.standing):
        if other is event or other.company_id != event.company_id:
            continue
        if other.kind in ("asked", "passed"):
            return
        if other.kind in _YES:
            other.withdrawn_at = event.at


def verdict_wanted(row: RequestRow, company_id: int, verdict_of: Mapping[str, str | None]) -> str | None:
    """The verdict that follows from what stands: of the answer, or that a quotation was asked."""
    asked = (one for one in asked_companies(row.standing, now()) if one.company.id == company_id)
    own = next(asked, None)
    if own is None:
        return None
    if own.said:
        return verdict_of[own.said.kind]
    return "contacted" if own.given.kind == "asked" else None


def open_state(row: RequestRow) -> str:
    """The state of a request that is not closed."""
    kinds = {event.kind for event in row.standing}
    if row.need_id is None:
        return "draft"
    if "answered" in kinds:
        return "quoted"
    return "passed" if kinds & {"asked", "passed"} else "in_progress"
