"""The page of a company's partners: three sides, inferred inputs, ways of several steps."""

import re
from html import unescape

import pytest

from tests.service.partner_worlds import CEMENT, LIME, fill


@pytest.fixture
def ids(services):
    return fill(services)


@pytest.fixture
def shown(browser, ids):
    """The text of a page, spaces as one."""

    def text(code, direction="upstream", **query):
        page = browser.get(f"/companies/{ids[code]}/partners", direction=direction, **query)
        assert page.status_code == 200
        return plain(page.text)

    return text


def plain(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def press(browser, ids, said, **headers):
    path = f"/companies/{ids['blok']}/inputs"
    data = {"csrf_token": browser.token(), "name": LIME, "said": said}
    return browser.client.post(path, data=data, headers=headers)


def section(page, name):
    """From its start to the start of the next one."""
    return re.search(rf'<section id="{name}".*?(?=<section id=|$)', page, re.DOTALL)[0]


def test_the_card_of_a_company_leads_to_its_partners(browser, ids):
    page = browser.get(f"/companies/{ids['blok']}").text
    for direction in ("upstream", "downstream", "horizontal"):
        assert f'href="/companies/{ids["blok"]}/partners?direction={direction}"' in page


def test_the_card_of_an_archived_company_does_not(browser, ids):
    browser.post(f"/companies/{ids['blok']}/archive")
    assert "/partners" not in browser.get(f"/companies/{ids['blok']}").text
    assert browser.get(f"/companies/{ids['blok']}/partners").status_code == 404


def test_suppliers_stand_with_word_pair_origin_and_contract(shown):
    page = shown("blok")
    assert "Цемзавод участник · Тюменская область уже есть договор подходит" in page
    assert f"Для: {CEMENT} звено проекта «Третья нитка» Предложение: {CEMENT}" in page
    assert (
        f"Для: {LIME}, 48 т в месяц — по рецептуре продукции «Газоблок D500» выведено Предложение: {LIME}"
        in page
    )
    assert "Почему подобрано" in page and "из предложения" in page
    assert "%" not in page


def test_customers_stand_with_their_need(shown):
    page = shown("blok", "downstream")
    assert "Домострой внешний заказчик" in page
    assert "Для: Газоблок D500 заявлено Предложение: Газоблок D500" in page
    assert "Чего требует продукция" not in page


def test_partners_of_the_same_stage_stand_by_sort_in_a_sentence(shown):
    page = shown("blok", "horizontal")
    headings = [page.index(word) for word in ("Сложить мощности", "Общая закупка", "Дополнить ассортимент")]
    assert headings == sorted(headings)
    assert "Делают одно и то же: «Газоблок D500» и «Газоблок D600»." in page
    assert "Таких компаний в пуле нет." in page[headings[2] :]


def test_the_open_side_is_marked_and_a_strange_one_is_the_first(browser, ids):
    current = r'direction=(\w+)" aria-current="page"'
    for asked, opened in (("downstream", "downstream"), ("sideways", "upstream")):
        page = browser.get(f"/companies/{ids['blok']}/partners", direction=asked).text
        assert re.findall(current, page) == [opened]


def test_nobody_to_propose_is_said_in_words(shown):
    assert "Поставщиков предложить некого" in shown("lime")
    assert "Внешний заказчик ничего не поставляет." in shown("dom", "downstream")
    assert "Из предложений компании ничего не выведено" in shown("dom")


def test_a_chain_of_two_steps_stands_with_its_pairs_and_longer_ones_are_asked_for(shown):
    page = shown("blok", depth=2)
    assert "Цепочка в два шага" in page
    assert "Газоблок Сибири ← Цемзавод ← Известняк" in page
    assert "Путей такой длины нет." in shown("blok", depth=4)
    for strange in ({}, {"depth": "сто"}):
        assert "Выберите, на сколько шагов идти." in shown("blok", **strange)


def test_with_scripts_the_page_asks_for_the_chain_by_itself(browser, ids):
    asked = f"/companies/{ids['blok']}/partners?direction=upstream&amp;depth=2"
    page = browser.get(f"/companies/{ids['blok']}/partners").text
    assert f'<section id="steps" hx-get="{asked}" hx-trigger="load" hx-swap="outerHTML">' in page
    answer = browser.client.get(asked.replace("&amp;", "&"), headers={"HX-Request": "true"}).text
    assert answer.strip().startswith('<section id="steps">')
    assert "Газоблок Сибири ← Цемзавод ← Известняк" in plain(answer)


def test_inputs_are_accepted_struck_and_undone_without_scripts(browser, ids):
    path = f"/companies/{ids['blok']}/partners"
    assert press(browser, ids, "struck").location == f"{path}?direction=upstream#inputs"
    page = browser.get(path).text
    assert f"«{LIME}»: вычеркнуто" in page
    assert f"<s>{LIME}</s>" in section(page, "inputs")
    assert "Известняк" not in section(page, "proposals")
    press(browser, ids, "undo")
    press(browser, ids, "right")
    page = browser.get(path).text
    assert "✓ верно" in section(page, "inputs")
    assert "выведено, подтверждено" in section(page, "proposals")


def test_with_scripts_the_inputs_and_the_proposals_are_swapped(browser, ids):
    answer = press(browser, ids, "struck", **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert f"«{LIME}»: вычеркнуто" in plain(section(answer.text, "inputs"))
    proposals = section(answer.text, "proposals")
    assert proposals.startswith('<section id="proposals" hx-swap-oob="outerHTML">')
    assert "Известняк" not in proposals and "Цемзавод" in proposals


def test_every_button_says_what_it_is_about(browser, ids):
    inputs = section(browser.get(f"/companies/{ids['blok']}/partners").text, "inputs")
    assert f'Не нужно<span class="hidden">: {LIME}</span>' in inputs
    assert '<th scope="row">' in inputs and "<caption" in inputs


@pytest.mark.parametrize(
    ("name", "said", "status"), [(LIME, "maybe", 422), ("Золото", "right", 422), (LIME, "undo", 404)]
)
def test_a_strange_press_is_refused_on_a_page(browser, ids, name, said, status):
    answer = browser.post(f"/companies/{ids['blok']}/inputs", name=name, said=said)
    assert answer.status_code == status
    assert "На страницу поиска" in answer.text


def test_the_page_needs_nothing_that_the_policy_forbids(browser, ids):
    for direction in ("upstream", "downstream", "horizontal"):
        page = browser.get(f"/companies/{ids['blok']}/partners", direction=direction).text
        assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page) == []
