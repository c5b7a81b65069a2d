"""Companies: list, card, entry, edit, archive."""

import pytest

from tests.service.conftest import assert_problem


def listed(api, query=""):
    response = api.get(f"/companies{query}")
    assert response.status_code == 200, response.text
    return response.json


def codes(page):
    return [company["code"] for company in page["companies"]]


def test_the_list_is_in_order_of_entry(api):
    assert codes(listed(api)) == ["beton", "armatura", "okna", "trest", "krany"]


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 200])
def test_pages_follow_one_another_without_gap_or_repeat(api, limit):
    seen, cursor = [], ""
    while cursor is not None:
        page = listed(api, f"?limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        assert 0 < len(page["companies"]) <= limit
        seen += codes(page)
        cursor = page["next_cursor"]
    assert seen == ["beton", "armatura", "okna", "trest", "krany"]


def test_a_company_entered_meanwhile_comes_on_the_last_page(api):
    cursor = listed(api, "?limit=3")["next_cursor"]
    api.post("/companies", {"name": "Новая", "code": "new"})
    assert codes(listed(api, f"?cursor={cursor}")) == ["trest", "krany", "new"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=БЕТОН", ["beton"]),
        ("name=%20%20окна%20%20сибири", ["okna"]),
        ("name=строитрест", []),
        ("status=member", ["beton"]),
        ("status=участник", ["beton"]),
        ("status=prospect&name=плюс", ["armatura"]),
        ("status=member&name=плюс", []),
    ],
)
def test_the_list_is_narrowed_by_name_and_status(api, query, expected):
    assert codes(listed(api, f"?{query}")) == expected


def test_a_card_holds_offers_and_needs(api):
    card = api.get("/companies/3").json
    assert card["code"] == "okna"
    assert [offer["title"] for offer in card["offers"]] == ["Окна ПВХ двухкамерные"]
    assert [need["title"] for need in card["needs"]] == ["Арматура А500С для перемычек"]


def test_a_new_company_needs_a_name_only(api):
    response = api.post("/companies", {"name": "  Завод   труб  "})
    assert response.status_code == 201
    assert (response.json["name"], response.json["status"]) == ("Завод труб", "prospect")
    assert response.json["code"].startswith("auto-")
    assert api.get(f"/companies/{response.json['id']}").json["name"] == "Завод труб"


def test_the_inn_stands_in_for_a_missing_code(api):
    assert api.post("/companies", {"name": "Завод", "inn": "7707083893"}).json["code"] == "7707083893"


def test_all_fields_come_back_as_they_were_sent(api):
    sent = {
        "code": "К-9",
        "inn": "7707083893",
        "ogrn": "1027700132195",
        "name": "Завод",
        "status": "joining",
        "roles": ["manufacturer", "supplier"],
        "region": "Тюменская область",
        "municipality": "Ишим",
        "site": "ул. Заводская, 1",
        "okved2": ["23.61", "25.11"],
        "about": "Делаем плиты",
        "website": "https://zavod.example",
        "phone": "+7 345 200-00-00",
        "email": "info@zavod.example",
        "certificates": ["ISO 9001"],
        "sro": "СРО-1",
        "minpromtorg": True,
        "contact_name": "Иванова",
        "contact_email": "i@zavod.example",
        "contact_phone": "+7 912 345-67-89",
        "confirmed_on": "2026-09-15",
    }
    made = api.post("/companies", sent).json
    assert {name: made[name] for name in sent} == sent
    card = api.get(f"/companies/{made['id']}").json
    assert {name: card[name] for name in sent} == sent


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": "\x00"}, "/name"),
        ({"name": None}, "/name"),
        ({"name": "x" * 2001}, "/name"),
        ({"name": "Завод", "inn": "7707083894"}, "/inn"),
        ({"name": "Завод", "inn": 7707083893}, "/inn"),
        ({"name": "Завод", "ogrn": "1"}, "/ogrn"),
        ({"name": "Завод", "status": "вождь"}, "/status"),
        ({"name": "Завод", "roles": ["вождь"]}, "/roles"),
        ({"name": "Завод", "roles": "завод"}, "/roles"),
        ({"name": "Завод", "okved2": ["двадцать три"]}, "/okved2"),
        ({"name": "Завод", "website": "javascript:alert(1)"}, "/website"),
        ({"name": "Завод", "website": "javascript://a.b/%0aalert(1)"}, "/website"),
        ({"name": "Завод", "website": "javascript:alert(document.cookie)"}, "/website"),
        ({"name": "Завод", "email": "info@zavod.example, sbyt@zavod.example"}, "/email"),
        ({"name": "Завод", "contact_email": "нет"}, "/contact_email"),
        ({"name": "Завод", "confirmed_on": "31.02.2026"}, "/confirmed_on"),
        ({"name": "Завод", "minpromtorg": 0}, "/minpromtorg"),
        ({"name": "Завод", "code": "beton"}, "/code"),
        ({"name": "Завод", "code": "x" * 101}, "/code"),
        ({"name": "Завод", "id": 7}, "/id"),
        ({"name": "Завод", "fictional": True}, "/fictional"),
        ({"name": "Завод", "archived_at": None}, "/archived_at"),
    ],
)
def test_a_wrong_company_is_refused_with_the_place(api, values, pointer):
    assert_problem(api.post("/companies", values), 422, pointer)
    assert len(listed(api)["companies"]) == 5


def test_all_wrong_fields_are_named_at_once(api):
    response = api.post("/companies", {"name": "Завод", "inn": "1", "ogrn": "2"})
    body = assert_problem(response, 422)
    assert {error["pointer"] for error in body["errors"]} == {"/inn", "/ogrn"}


def test_an_edit_changes_what_was_sent_and_nothing_else(api):
    before = api.get("/companies/1").json
    after = api.patch("/companies/1", {"about": "Возим бетон"}).json
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"about", "updated_at"}


def test_null_clears_what_may_be_empty_and_nothing_else(api):
    assert api.patch("/companies/1", {"municipality": None}).json["municipality"] is None
    assert_problem(api.patch("/companies/1", {"name": None}), 422, "/name")
    assert_problem(api.patch("/companies/1", {"status": None}), 422, "/status")


def test_one_wrong_field_keeps_the_others_from_changing(api):
    assert_problem(api.patch("/companies/1", {"about": "Новое", "inn": "1"}), 422, "/inn")
    assert api.get("/companies/1").json["about"] is None


def test_an_archived_company_is_not_found_nor_listed(api):
    assert api.delete("/companies/1").status_code == 204
    assert_problem(api.get("/companies/1"), 404)
    assert_problem(api.patch("/companies/1", {"about": "x"}), 404)
    assert_problem(api.delete("/companies/1"), 404)
    assert "beton" not in codes(listed(api))


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_nobody_by_that_number(api, method):
    assert_problem(api.send(method, "/companies/999", {} if method == "PATCH" else None), 404)
