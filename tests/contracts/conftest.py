from itertools import count

import pytest
from sqlalchemy import create_engine, make_url

from data.database import open_database
from tests.contracts.postgres import CannotStartError, running_server

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url():
    """The URL of a PostgreSQL server that lives as long as the tests."""
    try:
        server = running_server()
        url = server.__enter__()
    except CannotStartError as error:
        pytest.skip(f"ATTENTION: PostgreSQL is NOT tested, it cannot start here: {error}")
    yield url
    server.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The URL of an empty database of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'pool.db'}"
    url, name = make_url(request.getfixturevalue("postgres_url")), f"pool_{next(_numbers)}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    server.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def database(database_url, tmp_path):
    opened = open_database(database_url, tmp_path)
    yield opened
    opened.close()
