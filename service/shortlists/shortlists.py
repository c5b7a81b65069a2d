"""Use cases of shortlists: made anew of the search each time, with the marks that staff left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from data.database import Database
from data.entry import EntryError
from data.exchange.cells import clean_text
from data.exchange.rows import FieldError
from data.profiles import Need
from data.store import shortlists as store
from data.store.records import archived_ids, companies_by_id
from data.store.verdicts import need_key, verdicts_on_need
from data.tables.pool import CompanyRow, OfferRow, VerdictRow
from data.tables.shortlists import ShortlistMarkRow
from models.candidates import Candidate
from models.ranking.filters import Filters, Withdrawn
from models.reading.text import need_text
from service.access import Caller, may_compare, may_keep_shortlists, may_see_verdicts
from service.errors import ForbiddenError
from service.live_matcher import LiveMatcher
from service.matchmaking import Matchmaking
from service.shortlists.answers import QuotationAnswer, agreeing, answers_on
from service.shortlists.chosen import candidates_of
from service.shortlists.shortlist import MAX_LINES, MAX_NEAREST, MAX_NOTE, Line, Mark, Shortlist


class Shortlists:
    """Whoever fits is on the list until somebody takes it off; a near miss only once somebody puts it on."""

    def __init__(self, database: Database, live: LiveMatcher, matchmaking: Matchmaking) -> None:
        self._database = database
        self._live = live
        self._matchmaking = matchmaking

    def of(self, caller: Caller, need: Need, filters: Filters) -> Shortlist:
        """The list as it stands; whom somebody kept stays on it when the search proposes others.

        Raises ForbiddenError, NotReadyError.
        """
        if not may_compare(caller):
            raise ForbiddenError("Короткие списки видят сотрудники ассоциации")
        answer = self._matchmaking.suppliers(caller, need, MAX_LINES, filters)
        proposed = [*answer.matches, *answer.near_misses[:MAX_NEAREST]]
        with self._database.reading() as session:
            marks = store.marks(session, subject_of(need))
            missing = {id_ for id_, mark in marks.items() if mark.kept} - {c.company.id for c in proposed}
            gone = Withdrawn(offers=archived_ids(session, OfferRow))
            stayed = candidates_of(self._live.current(), need, missing, gone) if missing else {}
            rows = companies_by_id(session, [*(c.company.id for c in proposed), *stayed])
            answers = answers_on(session, caller, need)
            said = verdicts_on_need(session, need.id, need_text(need)) if may_see_verdicts(caller) else []
        lines = [_line(c, rows, marks, said) for c in proposed if c.company.id in rows]
        lines += [_line(c, rows, marks, said, is_answer=False) for id_, c in stayed.items() if id_ in rows]
        told = tuple(_answered(line, answers.get(line.candidate.company.id)) for line in lines)
        return Shortlist(need, told, answer.snapshot)

    def mark(self, caller: Caller, need: Need, marks: Iterable[Mark]) -> None:
        """Who stays on the list, and the notes. Raises EntryError with every wrong one, ForbiddenError."""
        if not may_keep_shortlists(caller):
            raise ForbiddenError("Короткие списки правят сотрудники ассоциации")
        given = {mark.company_id: mark for mark in marks}
        subject = subject_of(need)
        with self._database.changing(caller.actor, "shortlists.mark", subject) as session:
            _check(session, given)
            store.put_marks(session, subject, (_row(subject, caller, mark) for mark in given.values()))

    def keep(self, caller: Caller, need: Need, ids: Iterable[int]) -> None:
        """Puts companies on the list; their notes stay. Raises as `mark` does."""
        with self._database.reading() as session:
            marks = store.marks(session, subject_of(need))
        notes = {id_: mark.note or "" for id_, mark in marks.items()}
        self.mark(caller, need, [Mark(id_, True, notes.get(id_, "")) for id_ in ids])


def subject_of(need: Need) -> str:
    """What the marks of a need are found by: its id, or its very words."""
    return f"need {need.id}" if need.id else need_key(need_text(need))


def _line(
    candidate: Candidate,
    rows: Mapping[int, CompanyRow],
    marks: Mapping[int, ShortlistMarkRow],
    verdicts: Iterable[VerdictRow],
    *,
    is_answer: bool = True,
) -> Line:
    id_ = candidate.company.id
    mark = marks.get(id_)
    return Line(
        candidate,
        rows[id_],
        kept=mark.kept if mark else candidate.grade is not None,
        note=(mark.note if mark else None) or "",
        verdict=next((row for row in verdicts if row.company_id == id_), None),
        is_answer=is_answer,
    )


def _answered(line: Line, answer: QuotationAnswer | None) -> Line:
    return replace(line, answer=answer, verdict=agreeing(line.verdict, answer))


def _check(session: Session, given: Mapping[int, Mark]) -> None:
    known = companies_by_id(session, given)
    errors = [
        FieldError(f"note-{id_}", f"Слишком длинно: {len(mark.note)} знаков, можно до {MAX_NOTE}")
        for id_, mark in given.items()
        if len(mark.note) > MAX_NOTE
    ]
    errors += [FieldError("company", "Такой компании в пуле нет") for id_ in given if id_ not in known][:1]
    if errors:
        raise EntryError(errors)


def _row(subject: str, caller: Caller, mark: Mark) -> ShortlistMarkRow:
    note = clean_text(mark.note) or None
    return ShortlistMarkRow(
        subject=subject, company_id=mark.company_id, kept=mark.kept, note=note, by=caller.actor
    )
