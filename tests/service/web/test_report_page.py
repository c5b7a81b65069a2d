"""The page of the report: one click, both files, and the period of one's choice."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from data.periods import QUARTER, calendar_period
from data.store.figures import stocks
from data.store.reports import NicheCounts, State, keep
from data.tables.pool import ChainRow, ReportRow

AUTUMN = {"from": "2026-07-01", "through": "2026-09-30"}


def kept(services):
    with services.database.reading() as session:
        return session.query(ReportRow).count()


def row_of(page, label):
    """The texts of a table's line."""
    line = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page, re.DOTALL)[1]
    return [
        " ".join(re.sub(r"<[^>]+>", "", cell).split())
        for cell in re.findall(r"<td>(.*?)</td>", line, re.DOTALL)
    ]


def test_the_navigation_leads_to_the_quarter_of_today(browser):
    assert 'href="/report"' in browser.get("/companies").text
    page = browser.get("/report").text
    this = calendar_period(date.today(), QUARTER)
    assert f'name="from" value="{this.start}"' in page and f'value="{this.last_day}"' in page
    assert "Данных за прошлый период нет" in page
    assert row_of(page, "в проработке") == ["2"]
    assert row_of(page, "Заведено компаний")[:3] == ["5", "0", "+5"]


def test_one_click_keeps_the_figures_and_offers_both_files(browser, services):
    response = browser.follow("/report", **AUTUMN)
    assert response.status_code == 200 and kept(services) == 1
    assert "Справка сформирована" in response.text and "III квартал 2026 года" in response.text
    links = re.findall(r'href="(/report\.(?:docx|xlsx)[^"]*)"', response.text.replace("&amp;", "&"))
    told, table = (browser.get(link) for link in links)
    assert "III квартал 2026 года" in "\n".join(p.text for p in Document(BytesIO(told.data)).paragraphs)
    assert "Потребности" in load_workbook(BytesIO(table.data)).sheetnames
    assert kept(services) == 1


def test_looking_keeps_nothing(browser, services):
    for path in ("/report", "/report.docx", "/report.xlsx"):
        assert browser.get(path, **AUTUMN).status_code == 200
    assert kept(services) == 0


def test_changes_are_told_in_words(browser, services):
    with services.database.changing("test", "keep") as session:
        told = stocks(session)
        told.companies.update(member=4, joining=1, prospect=0)
        keep(session, State(datetime(2026, 6, 1, tzinfo=UTC), told, NicheCounts(0, 0)), "user:1")
    page = browser.get("/report", **AUTUMN).text
    assert row_of(page, "участник") == ["1", "4", "−3"]
    assert row_of(page, "вступает") == ["1", "1", "без изменений"]
    assert row_of(page, "в проработке") == ["2", "0", "+2"]
    assert "Сравнивается с цифрами справки от 01.06.2026" in page


def test_stages_are_drawn_as_bars_with_their_words(browser, pool):
    for code, stage in (("Ц-1", "формируется"), ("Ц-2", "формируется"), ("Ц-3", "задумана")):
        pool.add(ChainRow, code=code, title=f"Цепочка {code}", stage=stage)
    page = browser.get("/report").text
    assert 'max="3" value="2" aria-label="формируется: 2 из 3"' in page
    assert row_of(page, "формируется")[:2] == ["2", "0"]
    assert "style=" not in page


def test_the_last_day_is_of_the_period(browser):
    page = browser.get("/report", **{"from": "2026-11-01", "through": "2026-11-30"}).text
    assert "ноябрь 2026 года" in page and "октябрь 2026 года" in page


WRONG = [
    {"from": "2026-07-01"},
    {"through": "2026-07-01"},
    {"from": "2026-07-02", "through": "2026-07-01"},
    {"from": "вчера", "through": "2026-07-01"},
    {"from": "2026-07-01", "through": "9999-12-31"},
    {"from": "2010-01-01", "through": "2026-01-01"},
]


@pytest.mark.parametrize("dates", WRONG)
def test_wrong_dates_are_told_at_their_field(browser, services, dates):
    response = browser.get("/report", **dates)
    assert response.status_code == 422
    assert "Проверьте данные" in response.text and 'aria-invalid="true"' in response.text
    assert browser.post("/report", **dates).status_code == 422
    assert browser.get("/report.docx", **dates).status_code == 422
    assert kept(services) == 0


def test_a_stranger_is_sent_to_sign_in(anybody):
    for path in ("/report", "/report.docx", "/report.xlsx"):
        assert anybody.get(path).status_code == 302
