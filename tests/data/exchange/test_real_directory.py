"""A real directory of 1,053 suppliers, when it lies beside the project; it is never copied into it."""

from pathlib import Path

import pytest

from data.database import open_database
from data.exchange.importing import import_file

REAL = Path(__file__).parents[4] / "shared" / "real"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real directory is not here: {REAL}")


def test_it_is_imported_whole_from_files_as_russian_excel_writes_them(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/real.db", tmp_path)
    with database.changing("test", "import") as session:
        companies = import_file(session, REAL / "companies.csv")
        offers = import_file(session, REAL / "offers.csv")
    assert (companies.read, companies.created, companies.rejected) == (1053, 1053, 0)
    assert (offers.read, offers.created, offers.rejected) == (1053, 1053, 0)
    database.close()
