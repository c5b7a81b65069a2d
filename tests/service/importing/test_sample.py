"""The sample file."""

from data.exchange.columns import SHEETS
from data.exchange.spreadsheets import read_tables
from service.importing.sample import sample_file
from tests.data.sheet_files import bring_in, counts


def test_the_sample_has_every_column_and_goes_in_as_it_is(services, tmp_path):
    path = tmp_path / "sample.xlsx"
    path.write_bytes(sample_file())
    tables = read_tables(path)
    assert [table.header for table in tables] == [tuple(c.title for c in sheet.columns) for sheet in SHEETS]
    report = bring_in(services.database, path)
    assert (counts(report), report.problems, report.notes) == ((14, 14, 0, 0, 0), [], [])
