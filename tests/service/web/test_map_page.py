"""The map: layers in the address, tiles that lead to names, and nothing lost."""

import re

import pytest

from data.tables.pool import CompanyRow, NeedRow
from service.access import Caller
from service.errors import ForbiddenError
from service.mapping.maps import Asked


def plain(response):
    return response.text.replace("\N{NO-BREAK SPACE}", " ")


def tiles(page):
    """Name and number of every tile that is a link."""
    return dict(re.findall(r'<a class="tile[^>]* aria-label="([^":]+): (\d+)', page))


def list_of(page):
    """Municipalities of the list with their numbers."""
    table = page[page.index('id="list"') :]
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th><td[^>]*>[^<]*</td><td>(\d+)</td>', table)
    return dict(rows)


def test_companies_stand_where_they_are_and_the_list_tells_the_same(browser):
    page = plain(browser.get("/map"))
    assert tiles(page) == {"Тюмень": "1", "Тобольск": "1", "Ишим": "1", "Омск": "1"}
    assert list_of(page) == tiles(page) | {"место не указано": "1"}
    assert "5 компаний." in page


def test_a_status_limits_companies(browser):
    page = plain(browser.get("/map", status="prospect"))
    assert tiles(page) == {"Тобольск": "1"} and list_of(page) == {"Тобольск": "1", "место не указано": "1"}
    assert '<option value="prospect" selected>' in page


def test_tiles_stay_where_they_are_whatever_is_shown(browser):
    def places(**query):
        page = browser.get("/map", **query).text
        return re.findall(r'<rect x="(\d+)" y="(\d+)" width="92"', page), page.count('class="count"')

    assert places() == places(layer="needs") == places(status="member")


def test_a_need_without_its_own_place_stands_at_its_company(browser):
    page = plain(browser.get("/map", layer="needs"))
    assert tiles(page) == {"Тюмень": "1", "Ишим": "1"}


def test_a_need_past_its_term_is_on_the_map_no_more(browser, pool):
    past = {"title": "Песок", "kind": "product", "place": "Омск", "due": "01.02.2020"}
    pool.add(NeedRow, company_id=pool.company("okna").id, **past)
    assert tiles(plain(browser.get("/map", layer="needs"))) == {"Тюмень": "1", "Ишим": "1"}


def test_a_tile_leads_to_the_names(browser, pool):
    page = browser.get("/map").text
    link = re.search(r'<a class="tile[^"]*" href="([^"]+)" aria-label="Тюмень', page)[1].replace("&amp;", "&")
    shown = plain(browser.get(link))
    assert "Тюмень, Тюменская область: 1 компания" in shown and "Бетонный двор" in shown
    assert f'href="/companies/{pool.company("beton").id}"' in shown


def test_what_lacks_a_place_is_listed_with_what_was_written(browser, pool):
    pool.add(CompanyRow, code="x", name="Двенадцать стульев", status="prospect", municipality="Нью-Васюки")
    page = plain(browser.get("/map"))
    assert list_of(page)["места нет в справочнике"] == "1"
    named = plain(browser.get("/map", place="unknown"))
    assert "Двенадцать стульев" in named and "указано: Нью-Васюки" in named
    assert "Молчун" in plain(browser.get("/map", place="unset"))


def test_names_of_a_full_place_come_page_by_page(browser, services, pool):
    owner = pool.company("okna").id
    for number in range(51):
        pool.add(NeedRow, company_id=owner, title=f"Стекло {number}", kind="product", place="Ишим")
    first, second, beyond = (
        plain(browser.get("/map", layer="needs", place="Ишим, Тюменская область", page=page))
        for page in "129"
    )
    assert first.count("Стекло ") == 50 and "1 из 2" in first
    assert second.count("Стекло ") == 1 and "2 из 2" in second and "2 из 2" in beyond


def test_unmet_needs_are_those_of_the_niches(browser, pool):
    pool.add(
        NeedRow, company_id=pool.company("trest").id, title="Алюминиевая паста", kind="product", place="Омск"
    )
    pool.rebuild()
    page = plain(browser.get("/map", layer="unmet", place="Омск, Омская область"))
    assert tiles(page).get("Омск") == "1" and "Алюминиевая паста" in page


def test_offers_of_a_product_are_searched_for(browser):
    assert "Назовите товар" in browser.get("/map", layer="offers").text
    page = plain(browser.get("/map", layer="offers", q="Арматура А500С"))
    assert tiles(page) == {"Тобольск": "1"}
    assert tiles(plain(browser.get("/map", layer="offers", q="Арматура А500С", status="member"))) == {}


@pytest.mark.parametrize(
    "query",
    [
        {"layer": "nothing"},
        {"status": "nothing"},
        {"place": "<script>"},
        {"page": "-1", "place": "unset"},
        {"page": "9" * 50, "place": "unset"},
        {"layer": "offers", "q": "x" * 10_000},
        {"layer": "offers", "q": "\x00\ud7ff"},
    ],
)
def test_strange_addresses_show_a_map_all_the_same(browser, query):
    answer = browser.get("/map", **query)
    assert answer.status_code == 200 and "<script>" not in answer.text


def test_members_see_nothing_of_it(services):
    with pytest.raises(ForbiddenError):
        services.maps.map(Caller("key:1", "member"), Asked())
