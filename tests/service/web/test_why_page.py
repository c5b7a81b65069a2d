"""«Почему нет компании …?» on the search page, what to ask a supplier, and a text that offers."""

import html
import re

from tests.service.web.test_search_page import results

CONCRETE = "Бетон М500"


def why(browser, company, **query):
    page = browser.get("/", text=query.pop("text", CONCRETE), why=company, explain="1", **query)
    assert page.status_code == 200
    return page


def answer_about(page):
    return re.search(r'<article class="card why".*?</article>', page.text, re.DOTALL)[0]


def test_the_form_stands_below_an_answer_and_belongs_to_the_search(browser):
    page = browser.get("/", text=CONCRETE).text
    assert "Почему нет компании" in page
    assert re.search(r'<input id="why" name="why" form="search-form" list="pool-companies"', page)
    assert re.search(r'<button[^>]* form="search-form" name="explain" value="1">', page)
    assert '<datalist id="pool-companies"><option value="Арматура Плюс">' in page


def test_it_is_not_asked_of_buyers_nor_on_the_bare_page(browser):
    assert "Почему нет компании" not in browser.get("/").text
    assert "Почему нет компании" not in browser.get("/", side="buyers", text="Бетон").text


def test_a_company_that_a_filter_put_out_shows_its_steps_and_the_way_back(browser):
    found = answer_about(why(browser, "Бетонный двор", status="joining"))
    assert "нет в ответе" in found
    assert "не пройдено:" in found and "Статус «участник», отбор: вступает" in found
    assert "Что вернуло бы её в ответ" in found and "снять отбор по статусу" in found


def test_a_company_of_the_answer_shows_what_its_score_is_made_of(browser):
    page = why(browser, "beton")
    found = answer_about(page)
    assert "есть в ответе: место 1, «подходит»" in found
    assert "Из чего сложилась оценка" in found and "Итого: оценка 0," in found
    assert page.text.count("Из чего сложилась оценка") == 1  # not on the cards
    assert "%" not in found


def test_without_the_button_nothing_is_explained_and_the_name_stays(browser):
    page = browser.get("/", text=CONCRETE, why="beton").text
    assert 'class="card why"' not in page
    assert 'value="beton"' in page


def test_an_unknown_company_gets_a_message_at_the_field(browser):
    page = why(browser, "Нет <такой>").text
    assert 'id="why-error">В пуле нет компании «Нет &lt;такой&gt;»' in page
    assert 'value="Нет &lt;такой&gt;"' in page
    assert 'id="why-error">Назовите компанию' in why(browser, " ").text


def test_strange_characters_in_the_name_do_no_harm(browser):
    for text in ("\x00", "‮", "%", "я" * 500):
        assert 'id="why-error"' in why(browser, text).text


def test_an_archived_company_is_found_by_its_code(browser, services, pool):
    from data.tables.pool import CompanyRow
    from service.access import COMMAND_LINE

    services.pool_entry.archive(COMMAND_LINE, CompanyRow, pool.company("beton").id)
    assert "Компания в архиве" in answer_about(why(browser, "beton"))


def test_what_to_ask_stands_folded_under_the_reasons_of_a_supplier_only(browser):
    found = results(browser.get("/", text="Арматура А500С 12 мм в Ишим, 40 тонн"))
    assert "Что уточнить у поставщика" in found
    assert "Есть ли 40 т и к какому сроку?" in found
    buyers = results(browser.get("/", side="buyers", text="Арматура А500С для перемычек"))
    assert "Что уточнить" not in buyers


def test_a_text_that_offers_is_led_to_the_search_for_buyers(browser):
    text = "есть 400 поддонов некондиции"
    page = results(browser.get("/", text=text))
    assert "Похоже, это предложение, а не потребность: поискать, кому это нужно?" in page
    link = html.unescape(re.search(r'href="(/\?side=buyers[^"]+)"', page)[1])
    led = browser.client.get(link)
    assert 'value="buyers" checked' in led.text and text in led.text
    assert "Похоже, это предложение" not in results(led)
    assert "Похоже, это предложение" not in results(browser.get("/", text=CONCRETE))


def test_a_long_text_that_offers_gets_no_endless_link(browser):
    page = results(browser.get("/", text="Продаём поддоны " + "деревянные " * 60))
    assert "Похоже, это предложение" in page and "side=buyers" not in page
