"""Saved searches: what is new since the last look, and who may see them."""

import html
import re

import pytest
from sqlalchemy import event

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.web.conftest import PASSWORD, Browser
from tests.service.web.readers import reader_of
from tests.service.web.test_search_page import results

CONCRETE = "Бетон товарный М500"
NAMES = ("Новый бетон", "Бетонный двор")


@pytest.fixture
def saved(browser):
    return save(browser)


def save(browser, name="Бетон", **query):
    """Saves a search as its form on the page does; returns the id."""
    page = browser.get("/", **query or {"text": CONCRETE})
    asked = html.unescape(re.search(r'name="query" value="([^"]*)"', page.text)[1])
    told = browser.follow("/searches", name=name, query=asked)
    return int(re.search(r"/searches/(\d+)/delete", told.text)[1])


def add_concrete(pool, name="Новый бетон"):
    made = pool.add(CompanyRow, name=name, status="member")
    pool.add(OfferRow, company_id=made.id, title=CONCRETE)
    pool.rebuild()
    return made


def listed(browser):
    return browser.get("/searches").text


def test_a_saved_search_is_listed_with_its_conditions_and_nothing_is_new(browser):
    save(browser, text=CONCRETE, status="member", place="Тюмень")
    page = listed(browser)
    assert ">Бетон</h2>" in page and "статус: участник" in page and "Тюмень" in page
    assert "без изменений" in page and "1\u00a0компания" in page


def test_a_company_that_came_is_told_and_marked_until_the_look_after(browser, saved, pool):
    add_concrete(pool)
    assert "Новые компании: 1" in listed(browser) and "Новый бетон" in listed(browser)
    page = browser.follow(f"/searches/{saved}/look")
    cards = re.findall(r"<article.*?</article>", results(page), re.DOTALL)
    marked = {name: f">{name}<" in card for card in cards if "новое</span>" in card for name in NAMES}
    assert marked == {"Новый бетон": True, "Бетонный двор": False}
    assert "без изменений" in listed(browser)
    again = browser.follow(f"/searches/{saved}/look")  # pressed twice
    assert "новое</span>" in results(again)


def test_a_new_offer_of_a_known_company_is_told_too(browser, saved, pool):
    pool.add(OfferRow, company_id=pool.company("beton").id, title="Бетон товарный М500 в мешках")
    pool.rebuild()
    assert "Новое у прежних: 1" in listed(browser) and "М500 в мешках" in listed(browser)


def test_who_left_is_told_at_once(browser, saved, pool, services):
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, pool.company("beton").id)
    assert "Ушли из ответа: 1" in listed(browser)


def test_a_need_that_left_the_pool_is_said_so(browser, pool, services):
    need = pool.need("Бетон М500 для фундамента")
    id_ = save(browser, need_id=need.id)
    services.pool_entry.archive(COMMAND_LINE, NeedRow, need.id)
    page = listed(browser)
    assert "Больше не работает" in page and f"/searches/{id_}/look" not in page
    assert browser.post(f"/searches/{id_}/look").location == "/searches"


def test_a_search_for_buyers_counts_needs(browser, pool):
    save(browser, side="buyers", text="Арматура А500С для перемычек")
    pool.add(NeedRow, company_id=pool.company("trest").id, title="Арматура А500С для перемычек дома")
    pool.rebuild()
    assert "Новые компании: 1" in listed(browser)


def test_it_is_renamed_deleted_and_brought_back(browser, saved):
    assert browser.form(f"/searches/{saved}/rename")["name"] == "Бетон"
    browser.post(f"/searches/{saved}/rename", name="  Бетон   марки ")
    assert ">Бетон марки</h2>" in listed(browser)
    told = browser.follow(f"/searches/{saved}/delete")
    assert f'action="/searches/{saved}/restore"' in told.text and "</h2>" not in told.text
    browser.post(f"/searches/{saved}/restore")
    assert ">Бетон марки</h2>" in listed(browser)


def test_the_same_search_twice_is_one_with_the_new_name(browser, saved):
    assert save(browser, name="Иначе") == saved
    assert listed(browser).count("</h2>") == 1 and ">Иначе</h2>" in listed(browser)


@pytest.mark.parametrize(("name", "message"), [(" ", "Назовите поиск"), ("я" * 121, "Слишком длинно: 121")])
def test_a_wrong_name_gets_a_message_at_its_field_and_the_search_is_kept(browser, saved, name, message):
    new = browser.post("/searches", name=name, query="text=%D0%9A%D0%B8%D1%80%D0%BF%D0%B8%D1%87")
    assert new.status_code == 422 and f'id="name-error">{message}' in new.text
    assert 'name="query" value="text=%D0%9A' in new.text
    renamed = browser.post(f"/searches/{saved}/rename", name=name)
    assert renamed.status_code == 422 and f'id="name-error">{message}' in renamed.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("status=member", 422),
        ("text=a&volume=x", 422),
        ("need_id=999999", 404),
        ("text=" + "a" * 3001, 422),
    ],
)
def test_what_is_no_search_is_not_saved(browser, query, status):
    assert browser.post("/searches", name="Поиск", query=query).status_code == status
    assert "</h2>" not in listed(browser)


def test_another_person_neither_sees_nor_changes_it(app, services, saved):
    services.accounts.create_user("petr", "Пётр", PASSWORD)
    other = Browser(app)
    other.sign_in("petr")
    assert ">Бетон</h2>" not in listed(other)
    for what in ("look", "delete", "restore", "rename"):
        assert other.post(f"/searches/{saved}/{what}", name="Моё").status_code == 404
    assert "новое" not in results(other.get("/", text=CONCRETE, saved=saved))


def test_a_reader_keeps_searches_for_oneself(app, services):
    reader = reader_of(app, services)
    save(reader, text=CONCRETE)
    assert ">Бетон</h2>" in listed(reader)


def test_a_form_needs_its_token(browser, saved):
    assert browser.client.post(f"/searches/{saved}/delete").status_code == 400
    assert ">Бетон</h2>" in listed(browser)


def test_a_page_of_many_costs_as_few_statements_as_a_page_of_one(browser, services):
    save(browser, name="Первый", text=CONCRETE)
    one = statements(services, lambda: listed(browser))
    for number in range(12):
        save(browser, name=f"Поиск {number}", text=f"{CONCRETE} {number}")
    listed(browser)
    assert statements(services, lambda: listed(browser)) <= one
    page = listed(browser)
    assert page.count("</h2>") == 10 and 'rel="next"' in page
    assert (
        browser.client.get(html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])).text.count(
            "</h2>"
        )
        == 3
    )


def statements(services, act):
    seen = []
    count = lambda *_: seen.append(1)  # noqa: E731
    event.listen(services.database.engine, "before_cursor_execute", count)
    act()
    event.remove(services.database.engine, "before_cursor_execute", count)
    return len(seen)


@pytest.mark.parametrize("saved_id", ["", "x", "999999", "9" * 30, "-1"])
def test_a_strange_mark_in_the_address_changes_nothing(browser, saved_id):
    page = browser.get("/", text=CONCRETE, saved=saved_id)
    assert page.status_code == 200 and "новое</span>" not in page.text


def test_while_the_search_is_behind_the_pool_the_page_says_when_new_records_come(browser, saved, pool):
    soon = "новые записи появятся в поиске через минуту"
    assert soon not in listed(browser)
    pool.add(CompanyRow, name="Новый бетон", status="member")
    assert soon in listed(browser) and "пока без изменений" in listed(browser)
    pool.rebuild()
    assert soon not in listed(browser)
