"""Up to five companies side by side."""

import functools
import html
import operator
import re

import pytest

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.web.readers import reader_of
from tests.service.web.test_search_page import results

CONCRETE = "Бетон товарный М500"


@pytest.fixture
def ids(pool):
    return {code: pool.company(code).id for code in ("beton", "armatura", "okna", "trest", "krany")}


def rows(page):
    """Texts of the cells of each row, by the row's heading."""
    found = re.findall(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', page.text, re.DOTALL)
    cells = {head: re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL) for head, rest in found}
    return {
        html.unescape(h): [" ".join(re.sub(r"<[^>]*>", " ", c).split()) for c in cs]
        for h, cs in cells.items()
    }


def names(page):
    return re.findall(r'<th scope="col"[^>]*><a href="[^"]*">([^<]+)</a>', page.text)


def test_the_answer_has_a_tick_box_for_each_company_of_a_form_without_scripts(browser, ids):
    page = results(browser.get("/", text=CONCRETE, status="member"))
    assert re.search(r'<form id="compare-form" class="actions" method="get" action="/compare">', page)
    assert f'name="company" value="{ids["beton"]}" form="compare-form"' in page
    assert '<input type="hidden" name="status" value="member">' in page
    assert 'form="compare-form"' not in browser.get("/", side="buyers", text="Арматура А500С").text


def test_the_list_of_companies_has_tick_boxes_too(browser, ids):
    page = browser.get("/companies").text
    assert f'name="company" value="{ids["okna"]}" form="compare-form"' in page
    assert '<form id="compare-form" class="actions" action="/compare">' in page


def test_each_requirement_says_met_unknown_or_against_in_words_for_each_company(browser, ids):
    page = browser.get("/compare", text=f"{CONCRETE} в Тюмень", company=[ids["beton"], ids["armatura"]])
    assert names(page) == ["Бетонный двор", "Арматура Плюс"]
    table = rows(page)
    assert table["Оценка"][0] == "подходит" and table["Оценка"][1].startswith("не подходит")
    assert table["Что нужно"][0].startswith("✓ выполнено : Совпадают слова")
    assert CONCRETE in table["Что нужно"][0]
    assert table["Место и расстояние"][0].startswith("✓ выполнено : Возят до 100 км")
    assert table["Лучшие предложения"][0].startswith(CONCRETE)
    assert table["Статус"] == ["участник", "в проработке"]
    assert table["Договор с участником кластера"] == ["нет", "нет"]
    assert "%" not in "".join(functools.reduce(operator.iadd, table.values(), []))


def test_a_need_of_the_pool_is_compared_by_its_id(browser, ids, pool):
    need = pool.need("Бетон М500 для фундамента")
    page = browser.get("/compare", need_id=need.id, company=[ids["beton"], ids["trest"]])
    assert "Бетон М500 для фундамента" in page.text and "Стройтрест" in page.text
    assert rows(page)["Оценка"] == ["подходит", "сама и спрашивает"]


def test_without_a_need_whole_profiles_stand_side_by_side(browser, ids):
    page = browser.get("/compare", company=[ids["okna"], ids["trest"]])
    table = rows(page)
    assert table["Предложения"] == ["Окна ПВХ двухкамерные", "нет"]
    assert "Оценка" not in table and "Что уточнить" not in table


def test_more_than_five_are_cut_and_the_page_says_so(browser, ids, pool):
    more = [pool.add(CompanyRow, name=f"Завод {n}").id for n in range(3)]
    page = browser.get("/compare", company=[*ids.values(), *more])
    assert len(names(page)) == 5 and "показаны первые 5 из 8" in page.text
    assert 'id="add"' not in page.text


def test_a_company_is_taken_away_and_another_added_by_its_name(browser, ids):
    page = browser.get("/compare", text=CONCRETE, company=[ids["beton"], ids["okna"]])
    away = html.unescape(re.search(r'class="no-print drop" href="([^"]+)"', page.text)[1])
    assert names(browser.client.get(away)) == ["Окна Сибири"]
    added = browser.client.get(away + "&add=armatura", follow_redirects=True)
    assert names(added) == ["Окна Сибири", "Арматура Плюс"] and CONCRETE in added.text
    wrong = browser.client.get(away + "&add=%3Cb%3E")
    assert wrong.status_code == 422 and 'id="add-error">В пуле нет компании' in wrong.text


def test_a_verdict_and_what_to_ask_are_shown(browser, ids, services, pool):
    from service.judging.feedback import Judgement

    need, offer = pool.need("Бетон М500 для фундамента"), pool.offer(CONCRETE)
    given = Judgement("unsuitable", "снимок", need_id=need.id, offer_id=offer.id, reason="far")
    services.feedback.give(COMMAND_LINE, given)
    table = rows(browser.get("/compare", need_id=need.id, company=ids["beton"]))
    assert table["Вердикт"] == ["не подходит, далеко"]
    asked = rows(browser.get("/compare", text=f"{CONCRETE}, 40 кубов", company=ids["beton"]))
    assert "Есть ли 40 м³" in asked["Что уточнить"][0]


def test_who_left_the_pool_is_counted_and_an_archived_offer_is_not_shown(browser, ids, services, pool):
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, ids["okna"])
    services.pool_entry.archive(COMMAND_LINE, OfferRow, pool.offer(CONCRETE).id)
    page = browser.get("/compare", text=CONCRETE, company=[ids["beton"], ids["okna"]])
    assert "Ушли из пула и не показаны: 1" in page.text and names(page) == ["Бетонный двор"]
    assert not rows(page)["Лучшие предложения"][0].startswith(CONCRETE)


@pytest.mark.parametrize("company", ["", "много", "0", "999999", "9" * 30, "-1", "²"])
def test_strange_companies_leave_an_empty_page_with_a_way_on(browser, company):
    page = browser.get("/compare", company=company)
    assert page.status_code == 200 and "Сравнивать пока некого" in page.text


@pytest.mark.parametrize(
    ("query", "status"),
    [({"text": " "}, 422), ({"text": CONCRETE, "volume": "много"}, 422), ({"need_id": "999999"}, 404),
     ({"text": CONCRETE, "side": "buyers"}, 422)],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(browser, ids, query, status):
    assert browser.get("/compare", company=ids["beton"], **query).status_code == status


def test_a_long_text_is_compared_by_post_also_by_a_reader(app, services, ids):
    reader, text = reader_of(app, services), f"{CONCRETE} " * 200
    assert 'method="post" action="/compare"' in reader.post("/", text=text).text
    page = reader.post("/compare", text=text, company=ids["beton"])
    assert page.status_code == 200 and names(page) == ["Бетонный двор"]


def test_a_stranger_is_sent_to_sign_in(anybody):
    assert anybody.get("/compare").status_code == 302


def test_html_in_names_and_offers_is_shown_and_not_run(browser, pool):
    made = pool.add(CompanyRow, name="<script>alert(1)</script>")
    pool.add(OfferRow, company_id=made.id, title=f"{CONCRETE} <img src=x>")
    pool.add(NeedRow, company_id=made.id, title="<i>нечто</i>")
    pool.rebuild()
    page = browser.get("/compare", text=f"{CONCRETE} <u>", company=made.id).text
    assert "<script>alert" not in page and "<img src=x>" not in page and "<u>" not in page


def test_a_company_that_was_merged_is_compared_as_what_it_is_a_part_of(browser, ids, services):
    services.merging.merge(COMMAND_LINE, ids["beton"], ids["okna"], {})
    page = browser.get("/compare", company=[ids["okna"], ids["armatura"]])
    assert names(page) == ["Бетонный двор", "Арматура Плюс"] and "Ушли из пула" not in page.text
    added = browser.get("/compare", company=ids["armatura"], add="Окна Сибири")
    assert added.status_code == 303 and added.location.endswith(f"company={ids['beton']}")


def test_those_compared_go_onto_the_shortlist_and_notes_stay(browser, ids, pool):
    need = pool.need("Бетон М500 для фундамента")
    path = f"/needs/{need.id}/shortlist"
    browser.post(path, shown=ids["beton"], **{f"note-{ids['beton']}": "дорого"})
    page = browser.get("/compare", need_id=need.id, company=[ids["beton"], ids["armatura"]]).text
    form = re.search(rf'<form method="post" action="{path}.*?</form>', page, re.DOTALL)[0]
    assert "В короткий список" in form and "data-print hidden>Печать" in page
    shown = browser.follow(path, add=re.findall(r'name="add" value="(\d+)"', form)).text
    assert "Отмечено: 2" in shown and 'value="дорого"' in shown
    assert "/shortlist" not in browser.get("/compare", company=ids["beton"]).text
