"""Duplicates told apart, merged and made two again, in a browser without scripts."""

import re

import pytest

from data.entry import update
from data.tables.pool import CompanyRow, ContractRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.merging_worlds import enter_twice
from tests.service.web.conftest import FormValues


@pytest.fixture
def pair(services):
    return enter_twice(services)


def test_the_list_of_companies_leads_to_the_pairs_with_their_number(browser, pair):
    assert "Возможные повторы: 1" in browser.get("/companies").text
    page = browser.get("/duplicates").text
    assert "похожие названия" in page and f"/companies/{pair[0]}/merge/{pair[1]}" in page


def test_a_pool_without_duplicates_says_so(browser):
    assert "Повторов не видно" in browser.get("/duplicates").text
    assert "Повторов не видно" in browser.get("/duplicates", start="99999999999999999999").text


def test_a_pair_told_apart_can_be_brought_back(browser, pair):
    one, other = pair
    page = browser.follow(f"/duplicates/{one}/{other}/apart").text
    assert "Повторов не видно" in page and "Отмечены как разные: 1" in page
    assert "похожие названия" in browser.follow(f"/duplicates/{one}/{other}/take-back").text


def test_a_merge_page_proposes_what_is_sensible_and_tells_what_moves(browser, pair):
    page = browser.get(f"/companies/{pair[0]}/merge/{pair[1]}").text
    chosen = FormValues(page).values
    assert (chosen["side-inn"], chosen["side-phone"], chosen["side-status"]) == (
        ["merged"],
        ["merged"],
        ["kept"],
    )
    assert "1\u00a0предложение" in page and "1\u00a0потребность" in page
    assert f"/companies/{pair[1]}/merge/{pair[0]}" in page


def test_companies_are_merged_and_one_click_makes_them_two_again(browser, pool, pair):
    kept, merged = pair
    path = f"/companies/{kept}/merge/{merged}"
    page = browser.follow(path, **{"side-phone": "kept"}).text
    assert "теперь часть этой карточки" in page and "Раствор М150" in page
    assert pool.company("beton").phone is None and pool.company("beton").inn == "7707083893"
    undo = re.search(r'action="(/merges/\d+/undo)"', page)[1]
    assert "Всё вернулось на место" in browser.follow(undo).text
    assert "Раствор М150" in browser.get(f"/companies/{merged}").text
    assert pool.company("beton").inn is None


def test_fields_that_only_one_card_tells_are_folded_away(browser, pair):
    page = browser.get("/companies/{}/merge/{}".format(*pair)).text
    open_part, folded_part = page.split("<details><summary>Заполнено только в одной карточке", 1)
    assert 'name="side-name"' in open_part and 'name="side-inn"' not in open_part
    assert 'name="side-inn"' in folded_part.split("</details>")[0]


def test_offers_that_became_equal_by_a_merge_are_pointed_out(browser, pool, pair):
    assert "повторяются" not in browser.get(f"/companies/{pair[0]}").text
    pool.add(OfferRow, company_id=pair[0], title="раствор  М150", kind="product")
    page = browser.follow("/companies/{}/merge/{}".format(*pair)).text
    told = " ".join(page.split())
    assert "повторяются" in told and told.count("-я карточка</a>") == 2


def test_a_merge_sent_twice_is_one(browser, pair):
    path = "/companies/{}/merge/{}".format(*pair)
    assert [browser.post(path).status_code for _ in range(2)] == [303, 303]
    assert browser.get(f"/companies/{pair[0]}").text.count("Отменить объединение") == 1


def test_what_was_changed_since_is_listed_after_undoing(browser, services, pair):
    row = services.merging.merge(COMMAND_LINE, *pair, {})
    with services.database.changing("test", "edit") as session:
        update(session, session.get_one(CompanyRow, pair[0]), {"phone": "3-33-33"})
    page = browser.follow(f"/merges/{row.id}/undo").text
    assert "Телефон: «Бетонный двор» — изменено после объединения" in page


def test_what_cannot_be_one_is_told_on_the_page(browser, pool, pair):
    sides = {"supplier_id": pair[0], "customer_id": pair[1]}
    pool.add(ContractRow, subject="Бетон", **sides)
    answer = browser.post("/companies/{}/merge/{}".format(*pair))
    assert answer.status_code == 422 and "есть договор «Бетон»" in answer.text


@pytest.mark.parametrize("path", ["/companies/1/merge/404", "/companies/404/merge/1", "/merges/404"])
def test_pairs_that_are_not_there_are_not_found(browser, path):
    assert browser.get(path).status_code == 404


def test_readers_see_pairs_and_merge_nothing(services, anybody, pair):
    services.people.create(COMMAND_LINE, "chitatel", "Читатель", "reader", "длинный пароль")
    anybody.sign_in(login="chitatel")
    page = anybody.get("/duplicates")
    assert page.status_code == 200 and "Это разные" not in page.text
    path = "/companies/{}/merge/{}".format(*pair)
    assert (anybody.get(path).status_code, anybody.post(path).status_code) == (403, 403)
    assert anybody.post("/duplicates/{}/{}/apart".format(*pair)).status_code == 403
