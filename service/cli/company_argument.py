"""The company that an argument of a command names."""

from service.bootstrap import Services
from service.company_typed import company_meant, company_typed

FIELD = "company"
HELP = "Код, ИНН, название или его часть"


def shown_company(found: Services, text: str) -> int:
    """The id of whom a command that only shows means: a part of a name is enough when one company fits.

    Raises EntryError with the names that fit.
    """
    with found.database.reading() as session:
        return company_meant(session, text, FIELD).id


def named_company(found: Services, text: str) -> int:
    """The id of whom a command is to act on, archived ones too: never a guess. Raises EntryError."""
    with found.database.reading() as session:
        return company_typed(session, text, FIELD, archived=True).id
