import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data import entry
from data.database import open_database
from data.exchange.columns import SHEETS
from data.exchange.exporting import export_pool
from data.exchange.spreadsheets import read_tables
from data.tables.pool import CompanyRow, OfferRow, SlotRow
from tests.data.exchange.test_importing import CHAIN_SHEETS
from tests.data.sheet_files import COMPANIES, OFFERS, bring_in, counts, told, write_csv, write_workbook


def written_out(database, path):
    with database.reading() as session:
        return export_pool(session, path)


def archive(database, table, condition=True):
    with database.changing("test", "archive") as session:
        for row in session.scalars(select(table).where(condition)):
            entry.archive(row)


def test_an_empty_pool_gives_all_sheets_with_their_headers(database, tmp_path):
    assert written_out(database, tmp_path / "a.xlsx") == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [sheet.title for sheet in SHEETS]
    headers = [[cell.value for cell in book[sheet.title][1]] for sheet in SHEETS]
    assert headers == [[column.title for column in sheet.columns] for sheet in SHEETS]


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b";"c")', "#N/A", "1e5"]
)
def test_text_that_looks_like_a_formula_stays_text_and_inert(database, tmp_path, text):
    bring_in(database, write_csv(tmp_path / "a.csv", ("Код", "Название", "О компании"), (text, text, text)))
    written_out(database, tmp_path / "a.xlsx")
    row = load_workbook(tmp_path / "a.xlsx")["Компании"][2]
    filled = [(cell.value, cell.data_type) for cell in row if cell.column in (1, 4, 11)]
    assert filled == [(text, "s")] * 3
    assert counts(bring_in(database, tmp_path / "a.xlsx")) == (1, 0, 0, 1, 0)


def test_codes_and_inns_keep_their_zeros(database, tmp_path):
    rows = (("Код", "ИНН", "Название"), ("007", "0057534769", "Завод"))
    bring_in(database, write_csv(tmp_path / "a.csv", *rows))
    written_out(database, tmp_path / "a.xlsx")
    assert [cell.value for cell in load_workbook(tmp_path / "a.xlsx")["Компании"][2]][:2] == [
        "007",
        "0057534769",
    ]


def test_an_export_that_comes_back_changes_nothing(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "a.xlsx", **CHAIN_SHEETS))
    assert written_out(database, tmp_path / "b.xlsx") == 8
    assert counts(bring_in(database, tmp_path / "b.xlsx")) == (8, 0, 0, 8, 0)


def test_an_export_fills_an_empty_installation_with_the_same(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "a.xlsx", **CHAIN_SHEETS))
    written_out(database, tmp_path / "b.xlsx")
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}", tmp_path)
    assert counts(bring_in(other, tmp_path / "b.xlsx")) == (8, 8, 0, 0, 0)
    written_out(other, tmp_path / "c.xlsx")
    other.close()
    assert read_tables(tmp_path / "b.xlsx") == read_tables(tmp_path / "c.xlsx")


def test_what_is_archived_is_not_written(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "a.xlsx", Компании=COMPANIES, Предложения=OFFERS))
    archive(database, OfferRow)
    assert written_out(database, tmp_path / "b.xlsx") == 2


def test_records_of_an_archived_company_are_not_written_so_that_the_export_comes_back_whole(
    database, tmp_path
):
    bring_in(database, write_workbook(tmp_path / "a.xlsx", **CHAIN_SHEETS))
    archive(database, CompanyRow, CompanyRow.code == "К-1")
    # left: a company, its need, a chain, a project without its initiator, a slot that one company fills
    assert written_out(database, tmp_path / "b.xlsx") == 5
    assert told(bring_in(database, tmp_path / "b.xlsx")) == []
    with database.reading() as session:
        assert len(session.scalars(select(SlotRow)).one().filled_by) == 1
