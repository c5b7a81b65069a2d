import pytest

from tests.service.digests.office import Office


@pytest.fixture
def office(services):
    return Office(services)
