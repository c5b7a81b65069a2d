"""Filters as chips: each combines with the others, stays in the address, and is taken away by one click."""

import html
import re

import pytest

from data.tables.pool import CompanyRow, OfferRow
from tests.service.web.test_search_page import results

CONCRETE = "Бетон товарный М500"
FILTERS = {
    "status": ("member", "статус: участник"),
    "region": ("Тюменская область", "регион: Тюменская область"),
    "kinds": ("product", "только товар"),
    "distance": ("50", "не дальше 50 км"),
    "prefix": ("23.6", "23.6"),
    "certificate": ("iso 9001", "сертификат: iso 9001"),
    "contract": ("without", "без договора"),
    "confirmed": ("1", "только подтверждённые"),
}
ALL = {name: value for name, (value, _) in FILTERS.items()} | {"text": CONCRETE, "place": "Тюмень"}


@pytest.fixture
def certified(browser, pool):
    made = pool.add(CompanyRow, name="Бетон ИСО", status="member", municipality="Тюмень",
                    region="Тюменская область", certificates=["ISO 9001:2015"])  # fmt: skip
    pool.add(OfferRow, company_id=made.id, title=CONCRETE, okpd2="23.63.10", kind="product")
    pool.rebuild()
    return made


def chips(page):
    """Text and address of each chip that can be taken away."""
    found = re.findall(r'<a class="mark chip" href="([^"]+)">(.*?)</a>', page.text, re.DOTALL)
    plain = [(re.sub(r"<[^>]*>|×|Убрать:", "", text), html.unescape(url)) for url, text in found]
    return {" ".join(text.split()): url for text, url in plain}


def test_all_filters_combine(browser, certified):
    found = results(browser.get("/", **ALL))
    assert "Бетон ИСО" in found and "Бетонный двор" not in found


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_has_a_chip_that_leads_to_the_same_search_without_it(browser, certified, name):
    _value, words = FILTERS[name]
    page = browser.get("/", **ALL)
    (url,) = [url for text, url in chips(page).items() if words in text]
    left = browser.client.get(url)
    assert left.status_code == 200
    assert not [text for text in chips(left) if words in text]
    assert len(chips(left)) == len(chips(page)) - 1


def test_of_two_values_of_one_filter_one_is_taken_away(browser):
    page = browser.get("/", text=CONCRETE, status=["member", "joining"])
    left = browser.client.get(chips(page)["статус: вступает"])
    assert list(chips(left)) == ["статус: участник"]


def test_all_filters_are_dropped_at_once_and_the_rest_stays(browser, certified):
    page = browser.get("/", **ALL)
    url = html.unescape(re.search(r'href="([^"]+)">сбросить отборы', page.text)[1])
    left = browser.client.get(url)
    assert list(chips(left)) == ["Тюмень"]
    assert CONCRETE in left.text and "сбросить отборы" not in left.text


def test_what_the_text_says_is_a_mark_that_cannot_be_taken_away(browser):
    page = browser.get("/", text="бетон М500 в Ялуторовск, 40 кубов")
    assert '<span class="mark">Ялуторовск</span>' in page.text and chips(page) == {}


@pytest.mark.parametrize(
    ("query", "there", "away"),
    [
        ({"text": "Ремонт башенных кранов", "confirmed": "1"}, "", "Молчун"),
        ({"text": CONCRETE, "contract": "with"}, "", "Бетонный двор"),
        ({"text": CONCRETE, "prefix": "24"}, "", "Бетонный двор"),
        ({"text": CONCRETE, "prefix": "23.63", "contract": "without"}, "Бетонный двор", "Арматура Плюс"),
    ],
)
def test_what_does_not_pass_a_filter_is_not_in_the_answer(browser, query, there, away):
    cards = " ".join(re.findall(r"<article.*?</article>", results(browser.get("/", **query)), re.DOTALL))
    assert there in cards and away not in cards


def test_a_filter_of_strange_words_gets_a_message_at_its_field(browser):
    page = browser.get("/", text=CONCRETE, contract="может быть", prefix="бетон")
    assert page.status_code == 422
    assert 'id="contract-error"' in page.text and 'id="prefix-error"' in page.text


def test_a_text_too_long_for_an_address_has_chips_without_links(browser):
    page = browser.post("/", text="бетон М500 " * 200, status="member")
    assert page.status_code == 200 and chips(page) == {}
    assert '<span class="mark">статус: участник</span>' in page.text
