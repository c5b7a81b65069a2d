"""Needs past their term on their page and on the cards of their owners."""

from datetime import date, timedelta

import pytest

from data.tables.pool import NeedRow

CONCRETE = 1  # a need of the small pool
YESTERDAY = date.today() - timedelta(days=1)
TOLD = f"срок прошёл {YESTERDAY:%d.%m.%Y}"


@pytest.fixture
def past(services):
    """A need whose last day was yesterday."""
    with services.database.changing("test", "age") as session:
        session.get(NeedRow, CONCRETE).due = YESTERDAY.isoformat()
    return f"/journal/stale/{CONCRETE}"


def test_a_pool_without_such_needs_says_so(browser):
    assert "Просроченных потребностей нет" in browser.get("/journal/stale").text


def test_it_stands_on_the_page_and_on_the_cards_with_a_way_there(browser, past, pool):
    page = browser.get("/journal/stale").text
    assert TOLD in page and "ещё участвует в подборе" in page
    trest = pool.company("trest").id
    for address in (f"/companies/{trest}", f"/needs/{CONCRETE}"):
        card = browser.get(address).text
        assert TOLD in card and f"/journal/stale#need-{CONCRETE}" in card


def test_prolonged_it_leaves_the_page_and_undone_it_is_back(browser, past):
    page = browser.follow(f"{past}/prolong", until="31.12.2099").text
    assert "срок продлён" in page and TOLD not in page
    undo = page.split('action="/journal/stale/1/undo', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert TOLD in browser.follow(f"{past}/undo{undo}").text


def test_a_day_that_is_none_stays_in_its_field(browser, past):
    response = browser.post(f"{past}/prolong", until="вчера")
    assert response.status_code == 422 and 'id="until-1-error"' in response.text
    assert 'value="вчера"' in response.text


def test_archived_it_can_be_taken_back_from_the_notice(browser, past):
    page = browser.follow(f"{past}/archive").text
    assert "убрана в архив" in page and TOLD not in page and f"{past}/restore" in page
    assert TOLD in browser.follow(f"{past}/restore").text
    assert browser.post("/journal/stale/404/archive").status_code == 404
    assert browser.post(f"{past}/undo?told=вчера").status_code == 422


def test_the_address_that_a_form_goes_back_to_is_one_of_ours(browser, past):
    response = browser.post(f"{past}/true", next="https://evil.example/")
    assert "evil" not in response.location
