"""The companies of the demo say yes to letters, all but a few: so that there is somebody to write to."""

from sqlalchemy import select

from data.store.consents import last_answer
from data.tables.pool import CompanyRow
from service.access import COMMAND_LINE, COMPANIES_OF_MEMBERS
from service.bootstrap import Services
from service.consents.consents import Basis

KIND = "letters"
BASIS = Basis("paper", "Демонстрация: согласие вымышленной компании")
SILENT = 12  # every twelfth has not answered


def consent_to_letters(services: Services) -> None:
    """Once: whoever has answered since, keeps the answer."""
    with services.database.reading() as session:
        query = select(CompanyRow.id).where(CompanyRow.status.in_(COMPANIES_OF_MEMBERS), CompanyRow.fictional)
        ids = session.scalars(query.order_by(CompanyRow.id)).all()
        silent = [id_ for id_ in ids if last_answer(session, id_, KIND) is None]
    for number, id_ in enumerate(ids, start=1):
        if number % SILENT and id_ in silent:
            services.consents.give(COMMAND_LINE, id_, KIND, basis=BASIS)
