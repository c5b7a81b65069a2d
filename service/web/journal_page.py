"""The page of one request: a draft to confirm, then suppliers, answers, history and the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template

from data.entry import EditConflict, EntryError
from data.store.company_choice import told_name
from data.store.records import find
from data.tables.journal import RequestRow
from data.tables.pool import CompanyRow, NeedRow
from data.vocabulary import CHANNELS, NO_RESULT_REASONS, REQUEST_EVENTS, REQUEST_STATES
from models.candidates import Candidate
from service.api.context import caller, services
from service.company_typed import HINT
from service.errors import NotFoundError, NotReadyError
from service.grades import GRADE_WORDS
from service.journal.changes import EDITED
from service.journal.steps import VERDICT_OF
from service.web.found import MAX_NEAREST
from service.web.journal_conflict import contested
from service.web.record_form import COMPANIES, Field, Values, errors_by_field, fields_of, new_values
from service.web.suggestions import suggested
from service.wording import day, number

COMPANY = Field("company", "Кто обратился", "line", HINT, COMPANIES, (), True)
_NEED_FIELDS = ("title", "kind", "description", "volume", "unit", "place", "due", "okpd2", "visibility")
NEED_FIELDS = [COMPANY, *(field for field in fields_of(NeedRow) if field.name in _NEED_FIELDS)]
# names of fields on the page, where several forms ask for alike things
FORMS: Mapping[str, Mapping[str, str]] = {
    "confirm": {"company_id": "company"} | {field.name: field.name for field in NEED_FIELDS},
    "change": {name: name for name in EDITED},
    "note": {"text": "note_text"},
    "answer": {
        "company_id": "answer_company",
        "kind": "answer_kind",
        "text": "answer_text",
        "amount_rub": "answer_rub",
        "corrects": "answer_corrects",
    },
    "contract": {
        "company_id": "contract_company",
        "amount_rub": "contract_rub",
        "subject": "contract_subject",
        "signed_on": "contract_day",
        "text": "contract_text",
    },
    "no_result": {"reason": "reason", "text": "no_result_text"},
    "choose": {"suppliers": "other", "company_id": "other", "chosen": "to", "is_named": "named"},
    "split": {},
    "take_back": {},
    "reopen": {},
}
WAS = "was-"  # before the name of a field of the next step: what it held when the page was drawn

Candidates = tuple[Candidate, ...]


@dataclass(frozen=True)
class Sent:
    """A form of the page that came back: which one, what was typed, what is wrong or changed meanwhile."""

    form: str = ""
    typed: Mapping[str, Any] | None = None
    error: EntryError | None = None
    conflict: EditConflict | None = None
    general: tuple[str, ...] = ()


def request_page(id_: int, sent: Sent | None = None) -> str:
    """The page as HTML; forms that did not come back start with what is known."""
    sent = sent or Sent()
    row = services().journal.request(caller(), id_)
    people = services().request_list.people(caller())
    journal = services().journal
    errors, general = _errors(sent)
    known = starting_values(row)
    suiting, nearest, why_none = _proposed(row)
    return render_template(
        "journal_request.html",
        row=row,
        typed=known | (dict(sent.typed) if sent.typed else {}),
        was={WAS + name: known[name] for name in EDITED},
        chosen=_chosen(sent),
        errors=errors,
        general_errors=general,
        need_fields=NEED_FIELDS,
        asked=journal.asked(row),
        things=journal.things(row),
        slots=journal.slots(caller(), row),
        contested=contested(sent.conflict, people) if sent.conflict else [],
        today=date.today(),
        is_matched=services().stale_needs.is_matched,
        candidates=suiting,
        nearest=nearest,
        why_none=why_none,
        people=people,
        names=services().changes.actors(caller(), (event.by for event in row.events)),
        words={"states": REQUEST_STATES, "events": REQUEST_EVENTS, "channels": CHANNELS},
        grade_words=GRADE_WORDS,
        answers={name: REQUEST_EVENTS[name] for name in VERDICT_OF},
        reasons=NO_RESULT_REASONS,
        suggestions=suggested([COMPANIES, *(field.suggestions for field in NEED_FIELDS)]),
    )


def _proposed(row: RequestRow) -> tuple[Candidates, Candidates, str]:
    """Companies that suit, the nearest that do not, and why nobody can be proposed now."""
    if row.need_id is None or not row.is_open:
        return (), (), ""
    try:
        found = services().quoting.proposed(caller(), row)
    except (NotFoundError, NotReadyError) as error:
        return (), (), str(error)
    why_none = "" if found.matches else "Подходящего поставщика в пуле нет"
    return found.matches, found.near_misses[:MAX_NEAREST], why_none


def _errors(sent: Sent) -> tuple[Mapping[str, str], list[str]]:
    if sent.error is None:
        return {}, list(sent.general)
    names = FORMS[sent.form]
    fields = [Field(name, "", "line") for name in names]
    at_fields, general = errors_by_field(sent.error.errors, fields)
    return {names[name]: message for name, message in at_fields.items()}, general


def _chosen(sent: Sent) -> list[str]:
    values = sent.typed
    return values.getlist("to") if values is not None and hasattr(values, "getlist") else []


def starting_values(row: RequestRow) -> Values:
    """What the forms start with: a draft with what was read out of its text."""
    values: Values = {
        "responsible_id": str(row.responsible_id or ""),
        "deadline": day(row.deadline) if row.deadline else "",
        "next_action": row.next_action or "",
        "next_on": day(row.next_on) if row.next_on else "",
        "slot_id": str(row.slot_id or ""),
        "contract_subject": row.need.title if row.need else "",
        "contract_day": day(date.today()),
    }
    if row.state != "draft":
        return values
    read = services().journal.proposal(caller(), row)
    texts = {name: getattr(read, name) or "" for name in ("title", "description", "unit", "place", "due")}
    kind = {"kind": read.kind} if read.kind else {}
    return (
        values
        | new_values(NeedRow)
        | texts
        | kind
        | {"volume": number(read.volume, " "), "company": _name(read.company_id)}
    )


def _name(company_id: int | None) -> str:
    with services().database.reading() as session:
        company = find(session, CompanyRow, company_id)
        return told_name(session, company) if company else ""
