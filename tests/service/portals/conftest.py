"""A portal of the small pool, its key, and members who come through it."""

import pytest

from service.access import COMMAND_LINE
from tests.service.conftest import ApiClient
from tests.service.words_decide import let_words_decide

ORIGIN, FOREIGN = "https://portal.example.ru", "https://evil.example.ru"


@pytest.fixture
def services(services):
    return let_words_decide(services)


@pytest.fixture
def portal(services):
    return services.portals.create(COMMAND_LINE, "Портал кластера", [ORIGIN])


@pytest.fixture
def server(app, portal):
    """The portal's server."""
    return ApiClient(app, portal.key.key)


@pytest.fixture
def token(server):
    return token_of(server, "okna")


@pytest.fixture
def member(app, token):
    """A page of the portal where somebody of «Окна Сибири» is signed in."""
    return ApiClient(app, token)


def token_of(server, company):
    response = server.post("/portal/tokens", {"company": company})
    assert response.status_code == 200, response.text
    return response.json["token"]
