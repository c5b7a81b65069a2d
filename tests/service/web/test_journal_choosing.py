"""Whom quotations are asked of: suiting and nearest companies, the way through the search, addresses."""

import re
from html import unescape

import pytest

from data.tables.pool import CompanyRow
from service.access import COMMAND_LINE
from tests.service.web.test_journal_pages import Clerk


@pytest.fixture
def confirmed(browser, services):
    clerk = Clerk(browser)
    assert clerk.confirm().status_code == 200
    return clerk


def put(services, code, **values):
    with services.database.reading() as session:
        id_ = session.query(CompanyRow).filter_by(code=code).one().id
    services.pool_entry.update(COMMAND_LINE, CompanyRow, id_, values)
    return id_


def test_the_nearest_that_do_not_suit_can_be_ticked_and_are_marked(confirmed):
    page = confirmed.page
    nearest = page.split("Ближайшие, но не подходят", 1)[1]
    values = re.findall(r'name="to" value="([^"]+)"', nearest)
    assert values and "ближайшее" in nearest and "Не подходит:" in nearest
    assert "Арматура Плюс</a>" in confirmed.quotation(to=values[0]).text


def test_the_search_for_the_need_of_a_request_leads_back_to_it(confirmed, services, app):
    link = unescape(re.search(r'href="(/\?need_id=\d+)"', confirmed.page)[1])
    assert f'href="{confirmed.path}#choose">Вернуться к обращению № 1</a>' in confirmed.browser.get(link).text
    assert "Вернуться к обращению" not in confirmed.browser.get("/", need_id=1).text


def test_each_known_address_opens_a_letter_of_its_own_and_all_one_with_hidden_copies(confirmed, services):
    for code, email in (("beton", "ivan@beton.example"), ("okna", "petr@okna.example")):
        put(services, code, contact_email=email)
    page = confirmed.quotation(to=["1-1", "3"]).text
    links = [unescape(link) for link in re.findall(r'href="(mailto:[^"]+)"', page)]
    starts = ["mailto:ivan@beton.example?s", "mailto:petr@okna.example?s"]
    assert [link.split("ubject")[0] for link in links[:2]] == starts
    assert links[2].startswith("mailto:?bcc=ivan@beton.example,petr@okna.example&subject=")
    assert "Адрес почты не указан" not in page


def test_the_general_address_stands_beside_the_persons_and_serves_where_there_is_none(confirmed, services):
    put(services, "beton", email="info@beton.example", contact_email="ivan@beton.example")
    put(services, "okna", email="info@okna.example")
    page = confirmed.quotation(to=["1-1", "3"]).text
    letters = re.findall(r'href="mailto:([^?"]+)\?subject', unescape(page))
    assert letters == ["ivan@beton.example", "info@beton.example", "info@okna.example"]
    assert "mailto:?bcc=ivan@beton.example,info@okna.example&" in unescape(page)
    assert "Адрес почты не указан" not in page


def test_a_company_without_an_address_is_named_with_its_card(confirmed, services):
    put(services, "beton", contact_email="ivan@beton.example", contact_phone="+7 345 222-33-44")
    page = confirmed.quotation(to=["1-1", "3"]).text
    told = page.split("Адрес почты не указан", 1)[1].split("</p>")[0]
    assert 'href="/companies/3">Окна Сибири</a>' in told and "Бетонный двор" not in told
    assert "+7 345 222-33-44" in page
    assert re.search(r'class="button outline" href="mailto:ivan@beton.example\?subject=', page)
