"""The page of portals: for administrators, with the key shown once and lines to copy."""

import re

from service.access import COMMAND_LINE

ORIGIN = "https://portal.example.ru"


def made(services):
    return services.portals.create(COMMAND_LINE, "Портал кластера", [ORIGIN]).row


def test_a_portal_is_made_and_its_key_shown_once(browser, services):
    page = browser.post("/portals/new", name="Портал кластера", origins=f"{ORIGIN}\nhttps://b.ru").text
    assert re.search(r"svz_\w+_[\w-]+", page)
    listed = browser.get("/portals").text
    assert "Портал кластера" in listed and "svz_" not in listed
    assert services.portals.listed(COMMAND_LINE)[0].row.origins == [ORIGIN, "https://b.ru"]


def test_wrong_addresses_are_told_at_the_field_and_kept(browser):
    response = browser.post("/portals/new", name="П", origins="portal.example.ru")
    assert response.status_code == 422
    assert 'id="origins-error"' in response.text and ">portal.example.ru</textarea>" in response.text


def test_the_lines_for_the_page_name_the_portal(browser, services):
    row = made(services)
    page = browser.get(f"/portals/{row.id}").text
    assert f"data-portal=&#34;{row.id}&#34;" in page or f'data-portal="{row.id}"' in page
    assert "/embed.js" in page


def test_a_portal_is_disabled_and_enabled_by_the_notice(browser, services):
    row = made(services)
    page = browser.follow(f"/portals/{row.id}/disable").text
    assert "портал отключён" in page and "Включить" in page
    assert "портал включён" in browser.follow(f"/portals/{row.id}/enable").text


def test_others_than_administrators_have_no_portals(services, anybody):
    row = made(services)
    services.accounts.create_user("petr", "Пётр", "длинный пароль 2", "staff")
    anybody.sign_in("petr", "длинный пароль 2")
    assert anybody.get("/portals").status_code == 403
    assert anybody.post(f"/portals/{row.id}/disable").status_code == 403
    assert 'href="/portals"' not in anybody.get("/companies").text


def test_an_unknown_portal_is_not_found(browser):
    assert browser.get("/portals/нет").status_code == 404
