"""Requests for contact, consents and personal data on pages."""

import re

import pytest

from data.store.journal import Selection
from data.tables.pool import CompanyRow, NeedRow
from service.access import COMMAND_LINE
from service.contacts.asking import About
from tests.service.contacts.conftest import STAFF
from tests.service.web.conftest import Browser

SECRET = "длинный пароль 2"


@pytest.fixture
def world(services, pool, app):
    """A member's browser, and the need of another company that the cluster sees."""
    with services.database.changing("test", "telling") as session:
        okna = session.get(CompanyRow, pool.company("okna").id)
        okna.phone, okna.contact_name = "+7 345 000-00-00", "Иванова Анна"
        session.get(NeedRow, pool.need("Арматура А500С для перемычек").id).visibility = "cluster"
    browsers = {}
    for code in ("beton", "okna"):
        browsers[code] = member(services, app, code)
    return browsers, pool.need("Арматура А500С для перемычек").id


def member(services, app, code):
    services.accounts.create_member(f"m-{code}", f"Из {code}", code, SECRET)
    browser = Browser(app)
    assert browser.sign_in(f"m-{code}", SECRET).status_code == 303
    return browser


def post(browser, path, **values):
    """Members have no sign-in page to take a token from once they are in."""
    page = browser.client.get("/my/contacts").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return browser.client.post(path, data={"csrf_token": token} | values, follow_redirects=True)


def test_a_member_asks_and_the_other_side_answers(world):
    (browsers, need_id) = world
    beton, okna = browsers["beton"], browsers["okna"]
    form = beton.get("/my/contacts/new", need_id=need_id).text
    assert "Арматура А500С для перемычек" in form and "Окна Сибири" not in form
    asked = post(beton, "/my/contacts/new", need_id=need_id, note="можем поставить").text
    assert "ждёт ответа" in asked and "Окна Сибири" not in asked
    assert "можем поставить" in okna.get("/my/contacts").text
    answered = post(okna, "/my/contacts/1/grant", note="звоните").text
    assert "Ответ записан" in answered
    page = beton.get("/my/contacts").text
    assert "Окна Сибири" in page and "+7 345 000-00-00" in page and "Иванова" not in page


def test_what_a_member_does_not_see_is_not_asked_about(world, pool):
    beton = world[0]["beton"]
    for about in (
        {"company_id": pool.company("krany").id},
        {"need_id": pool.need("Бетон М500 для фундамента").id},
        {},
    ):
        assert beton.get("/my/contacts/new", **about).status_code == 404
        assert post(beton, "/my/contacts/new", **about).status_code in (404, 422)


def test_staff_see_answer_and_take_back(browser, world, services):
    services.contacts.ask(COMMAND_LINE, About(need_id=world[1]), "можем", 1)
    listed = browser.get("/contacts").text
    assert "Бетонный двор" in listed and "Окна Сибири" in listed and "ждёт ответа" in listed
    assert "Таких запросов нет" in browser.get("/contacts", state="declined").text
    assert "Контакты переданы" not in browser.get("/contacts/1").text
    page = browser.follow("/contacts/1/grant", note="звоните").text
    assert "Согласие записано" in page and "Отменить" in page and "звоните" in page
    assert "ответ отменён" in browser.follow("/contacts/1/undo").text
    assert browser.post("/contacts/1/note", note=" ").status_code == 422
    assert "спросили по телефону" in browser.follow("/contacts/1/note", note="спросили по телефону").text


def test_staff_ask_for_a_member_that_called(browser, world):
    wrong = browser.post("/contacts/new", need_id=world[1], company="нет такой", note="мы можем")
    assert (
        wrong.status_code == 422
        and "мы можем" in wrong.text
        and "В пуле нет компании «нет такой»" in wrong.text
    )
    assert (
        "Запрос контакта записан" in browser.follow("/contacts/new", need_id=world[1], company="beton").text
    )
    assert browser.post("/contacts/new", need_id=world[1], company="krany").status_code == 422


def test_staff_write_a_consent_down_with_its_paper(browser, pool):
    path = f"/companies/{pool.company('beton').id}/consents"
    form = {"answer": "yes", "version": "1", "basis_letters": "paper"}
    wrong = browser.post(f"{path}/letters", **form)
    assert wrong.status_code == 422 and "Назовите документ" in wrong.text
    page = browser.follow(f"{path}/letters", **form, document_letters="заявление № 3").text
    assert "Согласие записано" in page and "заявление № 3" in page and "✓ действует" in page
    assert browser.get("/companies/1").text.count("✓ действует") == 2
    assert browser.post(f"{path}/nonsense", **form).status_code == 404


def test_a_member_consents_and_withdraws_at_once(world, services):
    beton = world[0]["beton"]
    assert "Согласие записано" in post(beton, "/my/consents/letters", answer="yes", version="1").text
    assert "не действует" in post(beton, "/my/consents/letters", answer="no", version="1").text
    assert post(beton, "/my/consents/letters", answer="yes", version="9").status_code == 422
    with services.database.reading() as session:
        assert not services.consents.stands(session, 1, "letters")


def test_a_member_asks_for_its_data_once(world, services):
    beton = world[0]["beton"]
    for _ in range(2):
        assert "передана сотрудникам" in post(beton, "/my/data/export").text
    (request,) = services.request_list.listed(STAFF, Selection()).requests
    assert "просит выгрузить" in request.text and request.channel == "portal"
    assert post(beton, "/my/data/nonsense").status_code == 404


def test_data_are_taken_out_and_erased_with_the_code(browser, pool, services):
    id_ = pool.company("beton").id
    page = browser.get(f"/companies/{id_}/data").text
    assert "Предложения: 2" in page and "наберите код компании: beton" in page
    assert (
        browser.get(f"/companies/{id_}/data.json").json["tables"]["companies"][0]["name"] == "Бетонный двор"
    )
    assert browser.get(f"/companies/{id_}/data.xlsx").data[:2] == b"PK"
    assert browser.post(f"/companies/{id_}/data/company", code="нет").status_code == 422
    assert "Стёрто насовсем" in browser.follow(f"/companies/{id_}/data/company", code="beton").text
    assert "Бетонный двор" not in browser.get("/companies").text
    assert "Данные стёрты насовсем" in browser.get("/archive").text
    assert browser.post(f"/companies/{id_}/restore").status_code == 422


def test_members_do_not_reach_pages_of_staff(world):
    beton = world[0]["beton"]
    for path in (
        "/contacts",
        "/contacts/1",
        "/companies/1/consents",
        "/companies/1/data",
        "/companies/1/data.json",
    ):
        assert beton.get(path).status_code == 404, path
