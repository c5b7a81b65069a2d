"""Who signs in: the pages of administrators, and the own password of everybody."""

import re

import pytest

from tests.service.people.conftest import row_of
from tests.service.web.conftest import LOGIN, PASSWORD, Browser

OTHER = "очень длинный пароль"


@pytest.fixture
def petya(services):
    services.accounts.create_user("petya", "Петя", OTHER)
    return row_of(services, "petya")


def shown_password(page):
    return re.findall(r"<code>([^<]+)</code>", page)


def test_a_person_is_created_and_the_password_is_shown_once(browser, app):
    page = browser.post("/people/new", login="Anna", name="Анна", role="reader").text
    login, password = shown_password(page)
    assert login == "anna"
    anna = Browser(app)
    assert anna.sign_in(login, password).status_code == 303
    assert password not in browser.get("/people").text
    assert "читатель" in browser.get("/people").text


def test_a_form_with_something_wrong_comes_back_with_what_was_typed(browser):
    answer = browser.post("/people/new", login="masha", name="Вторая", role="staff")
    assert answer.status_code == 422
    assert "Логин masha уже занят" in answer.text and 'value="Вторая"' in answer.text
    assert "Роль: администратор" in browser.post("/people/new", login="x1", role="царь").text


def test_name_and_role_are_changed(browser, petya, services):
    assert browser.form(f"/people/{petya.id}")["name"] == "Петя"
    page = browser.follow(f"/people/{petya.id}", name="Пётр", role="administrator").text
    assert "Пётр: сохранено" in page
    assert row_of(services, "petya").role == "administrator"


def test_the_last_administrator_is_told_why_not(browser, services):
    id_ = row_of(services, LOGIN).id
    answer = browser.post(f"/people/{id_}", name="Маша", role="staff")
    assert answer.status_code == 422
    assert "последний администратор" in answer.text
    assert browser.post(f"/people/{id_}/disable").status_code == 422


def test_a_person_is_disabled_and_the_notice_has_the_way_back(browser, petya, app, services):
    other = Browser(app)
    other.sign_in("petya", OTHER)
    page = browser.follow(f"/people/{petya.id}/disable").text
    assert "Петя: вход отключён" in page and f'action="/people/{petya.id}/enable"' in page
    assert "✗ отключён" in page
    assert other.get("/").status_code == 302
    assert "вход снова открыт" in browser.follow(f"/people/{petya.id}/enable").text
    assert row_of(services, "petya").disabled_at is None


def test_a_new_password_ends_the_sessions_of_the_person(browser, petya, app):
    other = Browser(app)
    other.sign_in("petya", OTHER)
    _, password = shown_password(browser.post(f"/people/{petya.id}/password").text)
    assert other.get("/").status_code == 302
    assert other.sign_in("petya", password).status_code == 303


def test_a_closed_login_is_seen_and_opened(browser, petya, app):
    other = Browser(app)
    for _ in range(5):
        other.sign_in("petya", "не тот пароль")
    assert "закрыт до" in browser.get("/people").text
    assert "Открыть вход сейчас" in browser.get(f"/people/{petya.id}").text
    assert "Петя: можно входить" in browser.follow(f"/people/{petya.id}/unlock").text
    assert other.sign_in("petya", OTHER).status_code == 303


def test_others_have_no_such_pages_and_no_link_to_them(petya, app):
    other = Browser(app)
    other.sign_in("petya", OTHER)
    for path in ("/people", "/people/new", f"/people/{petya.id}"):
        answer = other.get(path)
        assert answer.status_code == 403
        assert "для администраторов" in answer.text
    assert 'href="/people"' not in other.get("/").text


def test_the_menu_holds_what_is_one_s_own(browser):
    page = browser.get("/").text
    _sections, menu = re.findall(r"<details class=\"dropdown person\">.*?</details>", page, re.DOTALL)
    assert "Маша" in menu
    for path in ("/changes", "/archive", "/people", "/password"):
        assert f'href="{path}"' in menu
    assert "Выйти" in menu


def test_nobody_of_that_number_is_not_found(browser):
    assert browser.get("/people/404").status_code == 404
    assert browser.post("/people/404/disable").status_code == 404


def test_an_own_password_changes_and_only_this_session_goes_on(browser, app):
    elsewhere = Browser(app)
    elsewhere.sign_in()
    typed = {"old_password": PASSWORD, "new_password": OTHER, "new_password_again": OTHER}
    page = browser.follow("/password", **typed).text
    assert "Пароль сменён" in page
    assert browser.get("/companies").status_code == 200
    assert elsewhere.get("/companies").status_code == 302
    assert elsewhere.sign_in(password=OTHER).status_code == 303


def test_a_wrong_old_password_is_told_at_its_field_and_nothing_typed_is_shown(browser):
    typed = {"old_password": "не тот", "new_password": OTHER, "new_password_again": OTHER}
    answer = browser.post("/password", **typed)
    assert answer.status_code == 422
    assert 'id="old_password-error">Это не ваш нынешний пароль' in answer.text
    assert OTHER not in answer.text


def test_nobody_tries_old_passwords_for_long(browser):
    answers = [browser.post("/password", old_password="не тот").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
