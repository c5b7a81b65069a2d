import shutil

import pytest

from data.database import open_database


@pytest.fixture(scope="session")
def empty_database_file(tmp_path_factory):
    """A migrated SQLite file without records: copying it is quicker than migrating anew."""
    folder = tmp_path_factory.mktemp("empty")
    database = open_database(f"sqlite:///{folder / 'pool.db'}", folder)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder / "pool.db"


@pytest.fixture
def database(empty_database_file, tmp_path):
    shutil.copy(empty_database_file, tmp_path / "pool.db")
    opened = open_database(f"sqlite:///{tmp_path / 'pool.db'}", tmp_path)
    yield opened
    opened.close()
