"""Whom quotations are asked of: suiting and nearest companies, the way through the search, addresses."""

import re
from html import unescape
from io import BytesIO

import pytest
from docx import Document

from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.web.conftest import FormValues
from tests.service.web.test_journal_pages import Clerk


@pytest.fixture
def confirmed(browser, services):
    clerk = Clerk(browser)
    assert clerk.confirm().status_code == 200
    return clerk


def put(services, code, **values):
    with services.database.reading() as session:
        id_ = session.query(CompanyRow).filter_by(code=code).one().id
    services.pool_entry.update(COMMAND_LINE, CompanyRow, id_, values)
    return id_


def test_the_nearest_that_do_not_suit_can_be_ticked_and_are_marked(confirmed):
    page = confirmed.page
    nearest = page.split("Ближайшие, но не подходят", 1)[1]
    values = re.findall(r'name="to" value="([^"]+)"', nearest)
    assert values and "ближайшее" in nearest and "Не подходит:" in nearest
    assert "Арматура Плюс</a>" in confirmed.quotation(to=values[0]).text


def test_the_search_for_the_need_of_a_request_leads_back_to_it(confirmed, services, app):
    link = unescape(re.search(r'href="(/\?need_id=\d+)"', confirmed.page)[1])
    assert f'href="{confirmed.path}#choose">Вернуться к обращению № 1</a>' in confirmed.browser.get(link).text
    assert "Вернуться к обращению" not in confirmed.browser.get("/", need_id=1).text


def test_each_known_address_opens_a_letter_of_its_own_and_all_one_with_hidden_copies(confirmed, services):
    for code, email in (("beton", "ivan@beton.example"), ("okna", "petr@okna.example")):
        put(services, code, contact_email=email)
    page = confirmed.quotation(to=["1-1", "3"]).text
    links = [unescape(link) for link in re.findall(r'href="(mailto:[^"]+)"', page)]
    starts = ["mailto:ivan@beton.example?s", "mailto:petr@okna.example?s"]
    assert [link.split("ubject")[0] for link in links[:2]] == starts
    assert links[2].startswith("mailto:?bcc=ivan@beton.example,petr@okna.example&subject=")
    assert "Адрес почты не указан" not in page


def test_the_general_address_stands_beside_the_persons_and_serves_where_there_is_none(confirmed, services):
    put(services, "beton", email="info@beton.example", contact_email="ivan@beton.example")
    put(services, "okna", email="info@okna.example")
    page = confirmed.quotation(to=["1-1", "3"]).text
    letters = re.findall(r'href="mailto:([^?"]+)\?subject', unescape(page))
    assert letters == ["ivan@beton.example", "info@beton.example", "info@okna.example"]
    assert "mailto:?bcc=ivan@beton.example,info@okna.example&" in unescape(page)
    assert "Адрес почты не указан" not in page


def test_a_company_without_an_address_is_named_with_its_card(confirmed, services):
    put(services, "beton", contact_email="ivan@beton.example", contact_phone="+7 345 222-33-44")
    page = confirmed.quotation(to=["1-1", "3"]).text
    told = page.split("Адрес почты не указан", 1)[1].split("</p>")[0]
    assert 'href="/companies/3">Окна Сибири</a>' in told and "Бетонный двор" not in told
    assert "+7 345 222-33-44" in page
    assert re.search(r'class="button outline" href="mailto:ivan@beton.example\?subject=', page)


def test_the_list_tells_with_whom_the_contract_is(confirmed):
    confirmed.post("asked", to="1-1")
    confirmed.post("contract", contract_company="1", contract_rub="1000")
    row = confirmed.browser.get("/journal").text.split('<th scope="row">', 1)[1].split("</tr>", 1)[0]
    assert 'с <a href="/companies/1">Бетонный двор</a>' in row
    confirmed.post("reopen")
    assert "/companies/1" not in confirmed.browser.get("/journal").text.split("<tbody>", 1)[1]


def test_a_need_edited_leads_back_to_the_request_and_its_history_tells_the_new_title(confirmed):
    edit = re.search(r'href="(/needs/\d+/edit)"', confirmed.page)[1]
    shown = confirmed.browser.client.get(edit, headers={"Referer": f"http://localhost{confirmed.path}"})
    assert f'<a href="{confirmed.path}">Отмена</a>' in shown.text
    values = {name: value for name, value in FormValues(shown.text).values.items() if name}
    saved = confirmed.browser.post(edit, **values | {"title": "Бетон М500, исправлено"})
    assert (saved.status_code, saved.location) == (303, confirmed.path)
    history = confirmed.page.split('id="history"', 1)[1]
    assert "Потребность заведена" in history and "Бетон М500, исправлено" in history
    strange = confirmed.browser.post(edit, **values | {"back": "//evil.example/"})
    assert strange.location.startswith("/companies/") or strange.status_code == 409


def test_a_need_that_came_from_a_request_has_a_history(confirmed):
    card = re.search(r'href="(/needs/\d+)"', confirmed.page)[1]
    page = confirmed.browser.get(card).text
    assert "Обращение подтверждено" in page and "ничего нет" not in page


def test_slots_are_offered_by_chain_and_project_and_those_that_fit_come_first(confirmed, pool):
    chain = pool.add(ChainRow, title="Стены")
    for project, slots in (("Первая нитка", ("Известь", "Песок")), ("Вторая нитка", ("Бетон товарный",))):
        made = pool.add(ProjectRow, chain_id=chain.id, title=project, product="Газоблок")
        for title in slots:
            pool.add(SlotRow, project_id=made.id, title=title)
    choice = confirmed.page.split('<select id="slot_id"', 1)[1].split("</select>", 1)[0]
    assert re.findall(r'<optgroup label="([^"]+)"', choice) == [
        "Подходит. Стены · Вторая нитка",
        "Стены · Первая нитка",
    ]
    assert re.findall(r">([^<]+)</option>", choice) == [
        "не для цепочки",
        "Бетон товарный",
        "Известь",
        "Песок",
    ]


def test_links_and_the_document_are_made_of_the_text_as_it_was_edited(confirmed, services):
    put(services, "beton", email="info@beton.example")
    path, text = f"{confirmed.path}/quotation", "Sand wanted\n\nAnswer by Monday"
    page = confirmed.browser.post(path, to="1-1", letter=text, message="коротко")
    assert page.status_code == 200 and text in page.text and "коротко</textarea>" in page.text
    link = unescape(re.search(r'class="button outline" href="(mailto:[^"]+)"', page.text)[1])
    assert link.endswith("body=Sand%20wanted%0D%0A%0D%0AAnswer%20by%20Monday")
    file = confirmed.browser.post(f"{path}.docx", to="1-1", letter=text)
    assert [p.text for p in Document(BytesIO(file.data)).paragraphs][1:] == [
        "Sand wanted",
        "Answer by Monday",
    ]


def test_a_recorded_answer_is_corrected_and_taken_back_from_its_row(confirmed):
    confirmed.browser.post(f"{confirmed.path}/asked", to="1-1")
    confirmed.post("answer", answer_company="1", answer_kind="answered", answer_rub="4200000")
    correct = re.search(r'href="([^"]+/correct)#answer"', confirmed.page)[1]
    form = FormValues(confirmed.browser.get(correct).text).values
    assert (form["answer_rub"].replace("\xa0", " "), form["answer_kind"]) == ("4 200 000", "answered")
    fields = {name: value for name, value in form.items() if name.startswith("answer_")}
    page = confirmed.post("answer", **fields | {"answer_kind": "declined", "answer_rub": ""}).text
    table = page.split("<table", 1)[1].split("</table>")[0]
    assert "отказ" in table and "КП получено" not in table and "(отменено)" in page
    undo = re.findall(r'action="([^"]+/take-back)"', table)[0]
    assert "4 200 000" in confirmed.browser.follow(undo).text.replace("\xa0", " ")
