"""What happened to a record, in one list: changes of it, requests, verdicts, invitations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from data.tables.digests import MailingChoiceRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import AuditRow, InvitationRow, VerdictRow
from data.vocabulary import LETTER_FREQUENCIES, REQUEST_EVENTS, VERDICT_REASONS, VERDICTS, russian
from service.access import Caller
from service.changes.words import ACTIONS
from service.field_words import field_word
from service.journal.naming import request_title
from service.wording import shortened


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened: who did it as the log names them, what, about what; a request has a page."""

    at: datetime
    actor: str
    told: str
    about: str = ""
    request_id: int | None = None
    need_id: int | None = None


def latest(lines: Iterable[HistoryLine], limit: int) -> list[HistoryLine]:
    """The last ones, the latest first."""
    return sorted(lines, key=lambda line: line.at, reverse=True)[:limit]


def of_changes(rows: Iterable[AuditRow], table: str, id_: int) -> Iterator[HistoryLine]:
    """Changes of a record with the words of its fields, as far as the log tells them."""
    for row in rows:
        records = row.details.get("records") or []
        fields: list[str] = next((r["fields"] for r in records if (r["table"], r["id"]) == (table, id_)), [])
        words = dict.fromkeys(word for name in fields if (word := field_word(name, table)))
        yield HistoryLine(row.at, row.actor, ACTIONS.get(row.action, row.action), ", ".join(words))


def of_requests(caller: Caller, rows: Iterable[RequestRow]) -> Iterator[HistoryLine]:
    """Requests that the company made."""
    for row in rows:
        yield HistoryLine(row.created_at, row.created_by, "Обратилась", _title(caller, row), row.id)


def of_events(caller: Caller, rows: Iterable[RequestEventRow]) -> Iterator[HistoryLine]:
    """What the company was asked and what it answered."""
    for row in rows:
        told = f"Журнал: {russian(REQUEST_EVENTS, row.kind)}"
        if row.withdrawn_at:
            told += " (отменено)"
        yield HistoryLine(row.at, row.by, told, _title(caller, row.request), row.request_id)


def of_verdicts(rows: Iterable[tuple[VerdictRow, str | None]]) -> Iterator[HistoryLine]:
    """Verdicts, with those that were taken back."""
    for row, need_title in rows:
        told = f"Вердикт: {russian(VERDICTS, row.verdict)}"
        if row.reason:
            told += f", {russian(VERDICT_REASONS, row.reason)}"
        if row.withdrawn_at:
            told += " (отменён)"
        about = need_title or shortened(row.need_text or "", 120)
        yield HistoryLine(row.given_at, row.given_by, told, about, need_id=row.need_id)


def of_invitations(rows: Iterable[InvitationRow]) -> Iterator[HistoryLine]:
    """Marks that the company was invited."""
    for row in rows:
        told = "Отмечена приглашённой" + (" (отметка снята)" if row.withdrawn_at else "")
        yield HistoryLine(row.invited_at, row.invited_by, told)


def of_choice(row: MailingChoiceRow | None) -> Iterator[HistoryLine]:
    """How often the company wants letters, since it said so last."""
    if row:
        yield HistoryLine(
            row.changed_at, row.by, f"Письма с рекомендациями: {russian(LETTER_FREQUENCIES, row.frequency)}"
        )


def _title(caller: Caller, row: RequestRow) -> str:
    return shortened(request_title(caller, row), 120)
