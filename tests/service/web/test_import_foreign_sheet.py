"""A sheet from 1C through the wizard: a title over it, companies with offers, mistakes, mended, undone."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data.tables.pool import CompanyRow
from tests.data.foreign_sheet import (
    BAD_CAPACITY,
    BAD_INN,
    NO_NAME,
    foreign_rows,
    inn_of,
    spoilt,
    write_foreign,
)
from tests.data.sheet_files import csv_text
from tests.service.web.conftest import FormValues


@pytest.fixture
def foreign(tmp_path):
    return write_foreign(tmp_path / "Выгрузка.xlsx", spoilt(foreign_rows())).read_bytes()


def steps(browser, content, name="Выгрузка.xlsx"):
    file = (io.BytesIO(content), name)
    sent = browser.client.post("/import", data={"csrf_token": browser.token(), "file": file})
    return sent.location


def matched(browser, content):
    """The page of matching as a form, and its address."""
    address = steps(browser, content)
    return address, browser.form(address)


def figures(page):
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>((?:\s*<td>[^<]*</td>)+)', page)
    return {title: [int(n) for n in re.findall(r"<td>(\d+)</td>", cells)] for title, cells in rows}


def live_codes(services):
    with services.database.reading() as session:
        query = select(CompanyRow.inn).where(CompanyRow.archived_at.is_(None), CompanyRow.inn.is_not(None))
        return set(session.scalars(query))


def test_the_row_of_headings_is_told_and_every_column_has_its_field(browser, foreign):
    address, form = matched(browser, foreign)
    page = browser.get(address).text
    assert address.endswith("/match") and "заголовки в строке 3" in page
    assert (form["row-0"], form["sheet-0"]) == ("3", "companies_offers")
    assert [form[f"column-0-{at}"] for at in range(9)] == [
        "",
        "name",
        "inn",
        "municipality",
        "about",
        "offers.title",
        "offers.unit",
        "offers.capacity_per_month",
        "offers.radius_km",
    ]


def test_whole_numbers_are_shown_as_excel_shows_them(browser, foreign):
    page = browser.get(matched(browser, foreign)[0]).text
    assert "<td>150; 300; 40,5</td>" in page and inn_of(1) in page and ".0" not in page


def test_the_row_of_headings_can_be_chosen(browser):
    rows = (("Компания", "ИНН", "старое"), ("Название", "ИНН", "Город"), ("Завод", inn_of(1), "Тюмень"))
    address, form = matched(browser, csv_text(rows).encode())
    assert form["row-0"] == "1"
    shown = browser.post(address, **form | {"row-0": "2"})
    values = FormValues(shown.text).values
    assert (shown.status_code, values["row-0"], values["column-0-2"]) == (200, "2", "municipality")
    preview = browser.get(browser.post(address, **values).location).text
    assert figures(preview) == {"Компании": [1, 1, 0, 0, 0]}
    assert "заголовки в строке 2" in preview


@pytest.mark.parametrize("row", ["0", "99", "-1", "x", "²", "9" * 30])
def test_a_row_that_is_not_there_changes_nothing(browser, foreign, row):
    address, form = matched(browser, foreign)
    assert browser.post(address, **form | {"row-0": row}).location.endswith("/preview")


def test_companies_and_offers_are_loaded_in_one_go_mended_and_undone(browser, services, foreign, tmp_path):
    before = live_codes(services)
    address, form = matched(browser, foreign)
    preview = browser.get(browser.post(address, **form).location).text
    expected = {
        "Компании": [9, 9, 0, 0, 0],
        "Предложения": [11, 11, 0, 0, 0],
        "Компании с предложениями": [3, 0, 0, 0, 3],
    }
    assert figures(preview) == expected
    assert re.findall(r"<td>(\d+)</td><td>[^<]+</td><td>", preview) == [
        str(row) for row in (BAD_INN, BAD_CAPACITY, NO_NAME)
    ]
    result = browser.post(address.replace("match", "confirm")).location
    assert len(live_codes(services) - before) == 9
    rejected = load_workbook(io.BytesIO(browser.get(result + "/rejected.xlsx").data))
    sheet = rejected["Компании с предложениями"]
    assert [sheet.cell(1, at).value for at in (2, 5, 6)] == [
        "Название",
        "О компании",
        "Предложение: наименование",
    ]
    assert sheet.cell(2, 10).value.endswith(f"(строка {BAD_INN})")
    sheet["C2"], sheet["H3"], sheet["B4"] = inn_of(BAD_INN - 5), 150, "ООО «Завод 8»"
    rejected.save(tmp_path / "mended.xlsx")
    again = steps(browser, (tmp_path / "mended.xlsx").read_bytes())
    assert again.endswith("/preview")
    assert figures(browser.get(again).text) == {"Компании": [3, 3, 0, 0, 0], "Предложения": [3, 3, 0, 0, 0]}
    second = browser.post(again.replace("preview", "confirm")).location
    assert len(live_codes(services) - before) == 12
    assert "в архив — 6" in browser.follow(second + "/undo").text
    assert "в архив — 20" in browser.follow(result + "/undo").text
    assert live_codes(services) == before
