"""Companies that somebody may mean by a part of a name, and how each is told so that it is found again."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from data.company_names import bare_name
from data.exchange.cells import clean_text
from data.phrases import Phrase
from data.store.records import find_company
from data.tables.pool import CompanyRow
from data.text_folding import folded

NUM_OFFERED = 12
_MIN_KEY = 3


def fitting_companies(session: Session, text: str, archived: bool = False) -> list[CompanyRow]:
    """Every word of the text stands in their names, in any case, or their code or INN begins with it."""
    text = clean_text(text)
    conditions = [*_by_name(text), *_by_key(text)]
    if not conditions:
        return []
    query = select(CompanyRow).where(or_(*conditions)).order_by(CompanyRow.name_folded, CompanyRow.id)
    if not archived:
        query = query.where(CompanyRow.archived_at.is_(None))
    return list(session.scalars(query.limit(NUM_OFFERED)))


def told_name(session: Session, row: CompanyRow) -> str:
    """What a form says of a company; of namesakes the name alone would mean the first."""
    return (
        row.name if find_company(session, row.name, archived=True) is row else with_code(row.name, row.code)
    )


def with_code(name: str, code: str) -> str:
    """«Вега (код К-12)», which `find_company` understands."""
    return f"{name} (код {code})"


def _by_name(text: str) -> list[ColumnElement[bool]]:
    stems = [Phrase.of(word).head or folded(word) for word in bare_name(text).split()]
    parts = [CompanyRow.name_folded.contains(stem, autoescape=True) for stem in stems]
    return [and_(*parts)] if parts else []


def _by_key(text: str) -> list[ColumnElement[bool]]:
    if len(text) < _MIN_KEY:
        return []
    return [column.startswith(text, autoescape=True) for column in (CompanyRow.code, CompanyRow.inn)]
