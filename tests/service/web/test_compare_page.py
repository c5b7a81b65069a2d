"""Up to five companies side by side."""

import functools
import html
import io
import operator
import re

import pytest
from pypdf import PdfReader

from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.web.readers import reader_of
from tests.service.web.test_search_page import results
from tests.service.web.test_shortlist_page import column

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


@pytest.fixture
def quoted(services, pool, ids):
    """A request about the concrete of the pool: one company quoted, another refused."""
    from service.journal.steps import Said
    from service.journal.suppliers import Supplier

    values = {"company_id": ids["trest"], "title": "Бетон М500", "kind": "product"}
    row = services.journal.draft(COMMAND_LINE, "нужен бетон М500", "call")
    services.journal.confirm(COMMAND_LINE, row.id, values)
    asked = [Supplier(ids[code]) for code in ("beton", "armatura")]
    services.request_steps.ask(COMMAND_LINE, row.id, asked)
    answers = [
        Said("answered", ids["beton"], "предоплата 30 %", "4 200 000"),
        Said("declined", ids["armatura"], "месяц ждать"),
    ]
    for said in answers:
        services.request_steps.answer(COMMAND_LINE, row.id, said)
    return services.journal.request(COMMAND_LINE, row.id)


def test_answers_sums_and_terms_of_quotations_stand_side_by_side_and_a_refusal_is_one(browser, ids, quoted):
    page = browser.get(
        "/compare", need_id=quoted.need_id, company=[ids["beton"], ids["armatura"], ids["okna"]]
    )
    table = rows(page)
    assert [cell[:6] for cell in table["Ответ"]] == ["✓ КП п", "✗ отка", "не спр"]
    assert table["Сумма КП"][0].replace("\xa0", " ") == "4 200 000 ₽" and table["Условия"][1] == "месяц ждать"
    assert table["Вердикт"] == ["КП получено", "нет", "нет"]


def test_an_answer_is_on_the_page_and_in_the_files_of_the_shortlist_until_it_is_taken_back(
    browser, ids, quoted, services
):
    path = f"/needs/{quoted.need_id}/shortlist"
    browser.post(path, shown=[ids["beton"]], kept=[ids["beton"]])
    assert "предоплата 30 %" in browser.get(path).text
    assert files_tell(browser, path) == ([4_200_000], True)
    answer = next(event for event in quoted.events if event.kind == "answered")
    services.request_steps.take_back(COMMAND_LINE, quoted.id, answer.id)
    assert "предоплата" not in browser.get(path).text and files_tell(browser, path) == ([None], False)


def files_tell(browser, path):
    pdf = browser.get(f"{path}.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    return column(browser.get(f"{path}.xlsx"), "Сумма КП, ₽"), "предоплата" in text


def test_a_printed_comparison_tells_no_asker_and_no_address(browser, ids, pool, services):
    need = pool.need("Бетон М500 для фундамента")
    title = "Бетон М500 на ул. Мельникайте, 140, Марина Ковалёва"
    services.pool_entry.update(COMMAND_LINE, NeedRow, need.id, {"title": title, "place": "Ялуторовск"})
    page = browser.get("/compare", need_id=need.id, company=[ids["beton"]]).text
    main = page.split("<main", 1)[1].split('<form class="no-print"')[0]
    printed = re.sub(r'<(\w+)[^>]*class="[^"]*no-print[^"]*"[^>]*>.*?</\1>', "", main, flags=re.DOTALL)
    assert title in main and "Бетон М500" in printed
    secrets = ("Мельникайте", "Ковалёва", "Ялуторовск", "Стройтрест")
    assert [one for one in secrets if one in re.sub(r"<[^>]*>", "", printed)] == []
