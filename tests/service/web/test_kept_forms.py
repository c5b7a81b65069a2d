"""A session that ends in the middle of a form: what was typed is kept and offered again, nothing is sent."""

import html
import json
import re

import pytest

from service.web.kept_form import MAX_BYTES
from tests.service.web.conftest import LOGIN, PASSWORD, FormValues

OURS = {"Origin": "http://localhost"}
TYPED = {"name": "Новый <b>завод</b> «Куб»", "status": "member", "about": 'Строка один\nстрока "два" & три'}


@pytest.fixture
def gone(browser, services):
    """Somebody who was in when the form was opened, and is not any more."""
    browser.old_token = browser.form("/companies/new")["csrf_token"]
    services.accounts.set_password(LOGIN, PASSWORD)
    return browser


def send(browser, path="/companies/new", headers=OURS, **values):
    data = {"csrf_token": browser.old_token} | (values or TYPED)
    return browser.client.post(path, data=data, headers=headers)


def sign_in_on(browser, page):
    values = FormValues(page).values | {"login": LOGIN, "password": PASSWORD}
    return browser.client.post("/sign-in", data=values, headers=OURS)


def all_of(page):
    """What the page would send, without its token."""
    return {name: value for name, value in FormValues(page).values.items() if name != "csrf_token"}


def test_what_was_typed_comes_back_after_signing_in_and_is_sent_by_a_button(gone, pool):
    asked = send(gone)
    assert asked.status_code == 401
    assert "набранное сохранилось" in asked.text
    offered = sign_in_on(gone, asked.text)
    assert offered.status_code == 200
    assert "Вы вошли снова. Отправить?" in offered.text
    assert "<dt>Статус</dt><dd>участник</dd>" in offered.text
    assert "Новый &lt;b&gt;завод&lt;/b&gt; «Куб»" in offered.text
    assert all_of(offered.text) == TYPED
    action = re.search(r'<form method="post" action="(/companies/new)"', offered.text)[1]
    sent = gone.client.post(action, data=FormValues(offered.text).values, headers=OURS)
    assert sent.status_code == 303
    assert "Новый &lt;b&gt;завод" in gone.client.get(sent.location).text


def test_nothing_is_sent_by_signing_in_alone(gone, services):
    sign_in_on(gone, send(gone).text)
    assert "завод" not in gone.get("/companies").text


def test_a_browser_that_lost_its_cookie_keeps_what_was_typed_too(gone):
    gone.client.delete_cookie("session")
    asked = send(gone)
    assert asked.status_code == 401
    assert all_of(sign_in_on(gone, asked.text).text) == TYPED


def test_a_wrong_password_on_the_way_loses_nothing(gone):
    page = send(gone).text
    values = FormValues(page).values | {"login": LOGIN, "password": "не тот пароль"}
    again = gone.client.post("/sign-in", data=values, headers=OURS)
    assert again.status_code == 422
    assert all_of(sign_in_on(gone, again.text).text) == TYPED


def test_the_page_of_the_offer_may_be_loaded_again(gone):
    page = send(gone).text
    for _ in range(2):
        offered = sign_in_on(gone, page)
        assert all_of(offered.text) == TYPED


def test_somebody_who_signed_in_elsewhere_meanwhile_is_asked_too(browser):
    browser.old_token = "of another session"
    answer = send(browser)
    assert answer.status_code == 400
    assert all_of(answer.text) == TYPED
    assert browser.client.post("/companies/new", data=FormValues(answer.text).values).status_code == 303


def test_passwords_and_tokens_are_not_carried_along(gone):
    page = send(gone, "/password", old_password="тайна", new_password="тайна", note="видно").text
    (kept,) = re.findall(r'name="kept" value="([^"]*)"', page)
    assert json.loads(html.unescape(kept)) == ["/password", "/password", [["note", "видно"]]]


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "//["}]
)
def test_a_form_of_another_site_is_not_kept(gone, headers):
    answer = send(gone, headers=headers)
    assert answer.status_code in (302, 400)
    assert "завод" not in answer.text


def test_a_form_that_is_too_long_to_be_carried_leads_to_signing_in(gone):
    answer = send(gone, name="б" * (MAX_BYTES // 5))
    assert (answer.status_code, "kept" in answer.text) == (302, False)


def test_a_button_that_carries_nothing_leads_back_to_its_page(gone):
    answer = gone.client.post(
        "/companies/1/archive",
        data={"csrf_token": gone.old_token},
        headers=OURS | {"Referer": "http://localhost/companies/1"},
    )
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/companies/1"


def test_a_button_pressed_in_place_leads_to_signing_in_and_back_to_the_page(gone):
    page = "http://localhost/?text=бетон"
    headers = OURS | {"HX-Request": "true", "HX-Current-URL": page.encode().decode("latin-1")}
    answer = send(gone, "/verdicts", headers, verdict="suitable", offer_id="1")
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"].startswith("/sign-in?next=/")


def test_a_part_of_a_page_that_is_asked_for_leads_back_to_the_page(gone):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/companies/1"}
    answer = gone.client.get("/companies/1/partners", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/companies/1"


def test_a_form_sent_in_place_puts_the_sign_in_page_in_place_of_the_whole(gone):
    headers = OURS | {"HX-Request": "true", "HX-Current-URL": "http://localhost/companies/new"}
    answer = send(gone, headers=headers)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#main")
    assert all_of(sign_in_on(gone, answer.text).text) == TYPED


def test_a_long_text_of_a_search_is_kept_too(gone):
    text = "бетон " * 500
    asked = gone.client.get("/", query_string={"text": text}, headers={"Referer": "http://localhost/"})
    assert asked.status_code == 401
    offered = sign_in_on(gone, asked.text)
    assert all_of(offered.text) == {"text": text}
    assert gone.client.post("/", data=FormValues(offered.text).values).status_code == 200


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "null",
        "[]",
        "{",
        "[" * 10_000,
        json.dumps(["//evil.example", "/", [["a", "b"]]]),
        json.dumps(["/no/such/page", "/", [["a", "b"]]]),
        json.dumps(["/sign-out", "/", [["a", "b"]]]),
        json.dumps(["/companies/1", "/", [["a", "b"]]]),
        json.dumps([5, "/", [["a", "b"]]]),
        json.dumps(["/companies/new", "/", 5]),
        json.dumps(["/companies/new", "/", [["a"]]]),
    ],
)
def test_what_is_no_form_of_ours_is_never_offered(anybody, kept):
    answer = anybody.sign_in(kept=kept)
    assert (answer.status_code, answer.location) == (303, "/")


def test_where_not_to_send_leads_is_a_page_of_ours(anybody):
    kept = json.dumps(["/companies/new", "https://evil.example", [["name", "Завод"]]])
    assert '<a href="/">Не отправлять</a>' in anybody.sign_in(kept=kept).text


def test_a_sign_in_page_that_is_too_old_asks_again_and_keeps_all(gone):
    values = FormValues(send(gone).text).values | {"login": LOGIN, "password": PASSWORD, "csrf_token": "old"}
    again = gone.client.post("/sign-in", data=values, headers=OURS)
    assert again.status_code == 400
    assert "Введите логин и пароль ещё раз" in again.text
    assert all_of(sign_in_on(gone, again.text).text) == TYPED
