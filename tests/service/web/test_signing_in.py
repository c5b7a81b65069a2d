import re

import pytest

from service.app import create_app
from service.bootstrap import bootstrap
from service.settings import Settings
from tests.models.words_encoder import WordsEncoder
from tests.service.web.conftest import LOGIN, PASSWORD, Browser, FormValues


def test_a_stranger_is_sent_to_sign_in_and_then_to_the_page_that_was_wanted(anybody):
    response = anybody.get("/companies", name="бетон")
    assert response.status_code == 302
    assert "/sign-in?next=/companies" in response.location
    page = anybody.client.get(response.location).text
    assert "Вход для сотрудников" in page
    signed_in = anybody.sign_in(next="/companies?name=бетон")
    assert signed_in.location.startswith("/companies?name=")


def test_a_signed_in_person_sees_the_own_name(browser):
    assert "Маша" in browser.get("/").text


@pytest.mark.parametrize(("login", "password"), [(LOGIN, "не тот пароль"), ("nobody", PASSWORD), ("", "")])
def test_wrong_login_and_wrong_password_get_the_same_message(anybody, login, password):
    response = anybody.sign_in(login, password)
    assert response.status_code == 422
    assert "Логин или пароль не подходят" in response.text
    assert password not in response.text or not password


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/no/such/page",
        "/sign-out",
        "/api/v1/companies",
        "http://[",
        "//[",
        "",
    ],
)
def test_after_signing_in_nobody_is_led_away(anybody, target):
    assert anybody.sign_in(next=target).location == "/"


def test_a_referrer_that_is_no_address_is_a_bad_request(anybody):
    answer = anybody.client.post("/sign-in", base_url="https://localhost", headers={"Referer": "http://["})
    assert answer.status_code == 400


@pytest.mark.parametrize("target", ["http://[", "//["])
def test_the_form_opens_whatever_the_address_says(anybody, browser, target):
    assert anybody.get("/sign-in", next=target).status_code == 200
    assert browser.get("/sign-in", next=target).location == "/"


def test_a_form_without_its_token_is_refused_in_russian(browser):
    response = browser.client.post("/sign-out")
    assert response.status_code == 400
    assert "Страница устарела" in response.text
    assert "Маша" in browser.get("/").text


def test_signing_out_ends_the_session(browser):
    page = browser.follow("/sign-out").text
    assert "Вы вышли" in page
    assert browser.get("/").status_code == 302


def test_a_cookie_copied_before_signing_out_opens_nothing_after(app, browser):
    copied = browser.client.get_cookie("session").value
    browser.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("session", copied)
    assert thief.get("/companies").status_code == 302


def test_what_was_planted_in_a_session_before_signing_in_is_gone_after(anybody):
    with anybody.client.session_transaction() as session:
        session["planted"] = "value"
    anybody.sign_in()
    with anybody.client.session_transaction() as session:
        assert "planted" not in session


def test_the_eleventh_try_in_a_minute_is_refused_even_with_the_right_password(anybody):
    answers = [anybody.sign_in(password="не тот пароль") for _ in range(10)]
    assert not any("Слишком много попыток входа" in answer.text for answer in answers)
    response = anybody.sign_in()
    assert response.status_code == 429
    assert "Слишком много попыток входа" in response.text


@pytest.mark.parametrize("login", [LOGIN, "nobody"])
def test_after_five_wrong_passwords_the_page_says_until_when_the_login_is_closed(anybody, login):
    answers = [anybody.sign_in(login, "не тот пароль") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert re.search(r"вход закрыт до \d\d:\d\d", answers[-1].text)
    right = anybody.sign_in(login, PASSWORD)
    assert right.status_code == 429
    assert "Раньше его может открыть администратор" in right.text


def tried(client, address, password="не тот пароль", **headers):
    """What somebody at an address gets who tries a password."""
    page = client.get("/sign-in").text
    form = FormValues(page).values | {"login": LOGIN, "password": password}
    return client.post("/sign-in", data=form, headers=headers, environ_base={"REMOTE_ADDR": address})


def test_a_stranger_who_guesses_shuts_nobody_out(app):
    statuses = [tried(app.test_client(), "198.51.100.7").status_code for _ in range(6)]
    assert statuses == [422, 422, 422, 422, 429, 429]
    assert tried(app.test_client(), "192.0.2.1", PASSWORD).status_code == 303


@pytest.mark.parametrize(("proxies", "statuses"), [(0, [422] * 4 + [429]), (1, [422] * 5)])
def test_where_somebody_comes_from_is_told_by_own_proxies_only(services, proxies, statuses):
    settings = services.settings.model_copy(update={"trusted_proxies": proxies})
    app = create_app(bootstrap(settings, WordsEncoder()))
    headers = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(5)]
    assert [tried(app.test_client(), "10.0.0.1", **one).status_code for one in headers] == statuses


def test_what_a_client_writes_before_an_own_proxy_does_is_not_believed(services):
    settings = services.settings.model_copy(update={"trusted_proxies": 1})
    app = create_app(bootstrap(settings, WordsEncoder()))
    headers = [{"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"} for n in range(5)]
    assert [tried(app.test_client(), "10.0.0.1", **one).status_code for one in headers][-1] == 429


def test_one_address_tries_a_hundred_logins_a_minute_and_no_more(app):
    client, statuses = app.test_client(), []
    form = FormValues(client.get("/sign-in").text).values
    for number in range(101):
        statuses.append(
            client.post("/sign-in", data=form | {"login": f"n{number}", "password": ""}).status_code
        )
    assert statuses == [422] * 100 + [429]


def test_workers_count_tries_together(app, services, anybody):
    other = Browser(create_app(bootstrap(services.settings, WordsEncoder())))
    for browser in (anybody, other) * 5:
        browser.sign_in("nobody", "не тот")
    assert "Слишком много попыток входа" in other.sign_in("nobody", "не тот").text


def test_tries_of_one_login_do_not_lock_out_another(anybody):
    for _ in range(11):
        anybody.sign_in("nobody", "не тот пароль")
    assert anybody.sign_in().status_code == 303


def test_a_new_password_ends_the_session(browser, services):
    services.accounts.set_password(LOGIN)
    assert browser.get("/").status_code == 302


def test_pages_stay_out_of_caches(browser):
    assert browser.get("/companies").headers["Cache-Control"] == "no-store"


def test_a_part_of_a_page_never_gets_the_sign_in_form_swapped_in(anybody):
    response = anybody.client.get("/?text=бетон", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "/sign-in" in response.headers["HX-Redirect"]


def test_an_endless_address_is_not_repeated_in_the_address_of_signing_in(anybody):
    assert anybody.get("/", text="бетон " * 500).location == "/sign-in"


def test_a_wrong_key_opens_no_page(app):
    response = app.test_client().get("/", headers={"Authorization": "Bearer svz_no_such"})
    assert response.status_code == 302


def test_an_empty_pool_says_what_to_do(tmp_path):
    services = bootstrap(Settings(data_dir=tmp_path), WordsEncoder())
    services.accounts.create_user(LOGIN, "Маша", PASSWORD)
    browser = Browser(create_app(services))
    browser.sign_in()
    page = browser.get("/")
    assert page.status_code == 200
    assert "В пуле ещё нет компаний" in page.text and "python -m service import" in page.text
    assert 'href="/companies/new"' in page.text
    services.follower.step()
    assert "В пуле ещё нет компаний" in browser.get("/", text="бетон").text
    services.database.close()


def test_a_pool_without_a_snapshot_asks_to_wait(browser, services):
    services.live._matcher = None
    page = browser.get("/", text="бетон")
    assert page.status_code == 200
    assert "Поиск готовится" in page.text
