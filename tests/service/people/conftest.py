import pytest

from data.store.people import user_of_login
from service.access import COMMAND_LINE, Caller


def caller_of(services, login):
    """Somebody signed in, as use cases see the person."""
    row = services.people.named(COMMAND_LINE, login)
    return Caller(f"user:{row.id}", row.scope, row.name, row.role)


def row_of(services, login):
    with services.database.reading() as session:
        return user_of_login(session, login)


@pytest.fixture
def masha(services):
    """The administrator that every installation of these tests has."""
    return caller_of(services, "masha")
