"""Challenges: what holds companies back and is no purchase."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import vocabulary
from data.entry import EntryError
from data.exchange import cells
from data.exchange.cells import CellError
from data.exchange.rows import FieldError, sentence
from data.store.records import find
from data.tables.pool import MAX_ID, ChallengeRow, CompanyRow


def keep_challenge(session: Session, company_code: str, topic: str, text: str) -> ChallengeRow:
    """The company's challenge, entered once however often it is told. Raises FieldError."""
    company = session.scalars(select(CompanyRow).where(CompanyRow.code == company_code)).first()
    if company is None:
        raise FieldError("company", f"компании «{company_code}» нет в пуле")
    name = _topic(topic)
    found = _same(session, company.id, text)
    if found is None:
        found = ChallengeRow(company_id=company.id, topic=name, text=text)
        session.add(found)
    return found


def enter_challenge(session: Session, company_id: int, topic: str, text: str) -> ChallengeRow:
    """The same entered by hand: told again it takes the new topic and leaves the archive.

    Raises EntryError with every wrong field.
    """
    errors = []
    if find(session, CompanyRow, company_id) is None:
        errors.append(FieldError("company_id", "Такой компании в пуле нет"))
    told = {}
    for field, read, value in (("topic", _topic, topic), ("text", _text, text)):
        try:
            told[field] = read(value)
        except FieldError as error:
            errors.append(FieldError(field, sentence(str(error))))
    if errors:
        raise EntryError(errors)
    row = _same(session, company_id, told["text"]) or ChallengeRow(company_id=company_id, text=told["text"])
    row.topic, row.archived_at = told["topic"], None
    session.add(row)
    session.flush()
    return row


def find_challenge(session: Session, id_: int) -> ChallengeRow | None:
    """The challenge of that id, archived or not."""
    return session.get(ChallengeRow, id_) if 0 < id_ <= MAX_ID else None


def live_challenges(session: Session) -> list[tuple[ChallengeRow, CompanyRow]]:
    """All of companies that have not left the pool, each with its company, in order of entry."""
    query = (
        select(ChallengeRow, CompanyRow)
        .join(CompanyRow, CompanyRow.id == ChallengeRow.company_id)
        .where(ChallengeRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
    )
    return [(row, company) for row, company in session.execute(query.order_by(ChallengeRow.id))]


def _topic(word: str) -> str:
    name = vocabulary.english(vocabulary.CHALLENGE_TOPICS, word)
    if name is None:
        raise FieldError("topic", f"тема не из списка: {vocabulary.choices(vocabulary.CHALLENGE_TOPICS)}")
    return name


def _text(text: str) -> str:
    try:
        told = cells.text(text)
    except CellError as error:
        raise FieldError("text", str(error)) from error
    if not told:
        raise FieldError("text", "поле нужно заполнить")
    return told


def _same(session: Session, company_id: int, text: str) -> ChallengeRow | None:
    same = (ChallengeRow.company_id == company_id) & (ChallengeRow.text == text)
    return session.scalars(select(ChallengeRow).where(same)).first()
