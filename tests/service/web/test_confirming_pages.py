"""«Актуально?» in a browser without scripts."""

from datetime import date

import pytest

from data.tables.pool import CompanyRow


@pytest.fixture
def old(services):
    """A company confirmed long ago."""
    with services.database.changing("test", "age") as session:
        session.get(CompanyRow, 1).confirmed_on = date(2020, 1, 15)
    return 1


def test_a_fresh_pool_says_so(browser):
    assert "Все данные подтверждены недавно" in browser.get("/confirmations").text


def test_a_company_is_confirmed_in_one_click_and_that_is_undone(browser, old):
    page = browser.get("/confirmations").text
    assert "Бетонный двор" in page and "15.01.2020" in page and "/companies/1/edit" in page
    page = browser.follow(f"/companies/{old}/confirmed").text
    assert "данные подтверждены сегодня" in page and "15.01.2020" not in page
    undo = page.split('action="/confirmations/', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert "15.01.2020" in browser.follow(f"/confirmations/{undo}").text


def test_the_card_says_how_old_its_data_are_and_goes_back_to_itself(browser, old):
    card = browser.get(f"/companies/{old}").text
    assert "? данные подтверждены" in card and "назад" in card
    response = browser.post(f"/companies/{old}/confirmed", next=f"/companies/{old}")
    assert response.location.endswith(f"/companies/{old}")
    assert "данные подтверждены сегодня" in browser.get(f"/companies/{old}").text


@pytest.mark.parametrize("query", [{"after": "мусор"}, {"status": "никто"}, {"after": "9-99999999999999999"}])
def test_an_address_that_was_made_up_shows_the_page(browser, old, query):
    assert browser.get("/confirmations", **query).status_code == 200


def test_a_company_that_is_not_there_is_not_found(browser):
    assert browser.post("/companies/404/confirmed").status_code == 404
    assert browser.post("/confirmations/404/undo").status_code == 404
