"""Challenges: what holds companies back and is no purchase."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import vocabulary
from data.rows import FieldError
from data.tables import ChallengeRow, CompanyRow


def keep_challenge(session: Session, company_code: str, topic: str, text: str) -> ChallengeRow:
    """The company's challenge, entered once however often it is told. Raises FieldError."""
    company = session.scalars(select(CompanyRow).where(CompanyRow.code == company_code)).first()
    if company is None:
        raise FieldError("company", f"компании «{company_code}» нет в пуле")
    name = vocabulary.english(vocabulary.CHALLENGE_TOPICS, topic)
    if name is None:
        raise FieldError("topic", f"тема не из списка: {vocabulary.choices(vocabulary.CHALLENGE_TOPICS)}")
    same = (ChallengeRow.company_id == company.id) & (ChallengeRow.text == text)
    found = session.scalars(select(ChallengeRow).where(same)).first()
    if found is None:
        found = ChallengeRow(company_id=company.id, topic=name, text=text)
        session.add(found)
    return found
