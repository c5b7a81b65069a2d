"""The use case of how often a company wants letters, said by phone or by the company itself."""

from data.store import digests as store
from data.store.records import find
from data.tables.pool import CompanyRow
from data.vocabulary import LETTER_FREQUENCIES
from service.access import Caller, may_keep_consents, may_see_record
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.mailing.arming import Arming


class Choices:
    """As with a link of a letter: a database that was put back does not undo it."""

    def __init__(self, arming: Arming) -> None:
        self._arming = arming

    def choose(self, caller: Caller, company_id: int, frequency: str) -> str:
        """Returns the name of the company. Raises NotFoundError, ForbiddenError, InvalidError."""
        if not may_see_record(caller, company_id):
            raise NotFoundError("Такой компании нет")
        if not may_keep_consents(caller, company_id):
            raise ForbiddenError("Как часто присылать, записывают сама компания и сотрудники ассоциации")
        if frequency not in LETTER_FREQUENCIES:
            raise InvalidError([("frequency", "Выберите, как часто присылать")])
        with self._arming.withholding(caller.actor, "mailing_choices.choose", str(company_id)) as session:
            company = find(session, CompanyRow, company_id)
            if company is None:
                raise NotFoundError("Такой компании нет")
            store.choose(session, company_id, frequency, caller.actor)
            return company.name
