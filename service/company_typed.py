"""The company that somebody typed into a form: by code, INN or name; a part of a name leads to a choice."""

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange.cells import shortened
from data.exchange.rows import FieldError
from data.store.company_choice import fitting_companies
from data.store.duplicates import kept_for
from data.store.records import find_company
from data.tables.pool import CompanyRow

NUM_TOLD = 3
EMPTY = "Назовите компанию"
HINT = "название или его часть, код или ИНН"


def company_typed(session: Session, text: str, field: str, archived: bool = False) -> CompanyRow:
    """Whom a form that changes something names: never a guess. Raises EntryError."""
    company = find_company(session, text, archived) if text.strip() else None
    if company is None:
        raise EntryError([FieldError(field, not_found(session, text, archived))])
    return company


def company_meant(session: Session, text: str, field: str, archived: bool = False) -> CompanyRow:
    """The same for a page that only shows something: the only company that fits is meant. Raises EntryError.

    One that was merged into another is the other.
    """
    if text.strip() and find_company(session, text, archived) is None:
        left = find_company(session, text, archived=True)
        if kept := kept_for(session, left.id) if left else None:
            return kept
        fitting = [] if left else fitting_companies(session, text, archived)
        if len(fitting) == 1:
            return fitting[0]
    return company_typed(session, text, field, archived)


def not_found(session: Session, text: str, archived: bool = False) -> str:
    """What to do about a text that names no company exactly."""
    if not text.strip():
        return EMPTY
    told, fitting = shortened(text.strip()), fitting_companies(session, text, archived)
    if left := find_company(session, text, archived=True):
        kept = kept_for(session, left.id)
        return f"{left.name} теперь часть {kept.name}: назовите её" if kept else f"{left.name} — в архиве"
    if not fitting:
        return f"В пуле нет компании «{told}»: нужны {HINT}"
    if len(fitting) == 1:
        return f"Похоже, это {fitting[0].name}: если она, отправьте ещё раз; иначе поправьте название"
    names = ", ".join(row.name for row in fitting[:NUM_TOLD])
    more = " и другие" if len(fitting) > NUM_TOLD else ""
    return f"По «{told}» подходят {names}{more}: выберите одну"
