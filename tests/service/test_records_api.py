"""Offers and needs: entry, reading, edit, archive."""

import pytest

from tests.service.conftest import assert_problem

OFFER = {
    "code": "П-1",
    "kind": "product",
    "title": "Плиты перекрытия",
    "description": "Многопустотные",
    "okpd2": "23.61.12",
    "unit": "шт",
    "capacity_per_month": 1000.5,
    "utilisation_percent": 80.0,
    "min_batch": "одна машина",
    "lead_time_days": 14,
    "standard": "ГОСТ 9561",
    "radius_km": 300.0,
    "confirmed_on": "2026-09-15",
}
NEED = {
    "code": "Н-1",
    "kind": "service",
    "title": "Аренда крана",
    "description": "25 тонн",
    "okpd2": "43.99.90",
    "volume": 3.5,
    "unit": "смена",
    "due": "до конца месяца",
    "place": "Ишим",
    "current_supplier": "никто",
    "imported": False,
    "visibility": "cluster",
}


@pytest.mark.parametrize(("path", "values"), [("/offers", OFFER), ("/needs", NEED)])
def test_a_record_comes_back_as_it_was_sent(api, path, values):
    made = api.post(path, values | {"company_id": 1})
    assert made.status_code == 201, made.text
    read = api.get(f"{path}/{made.json['id']}").json
    assert read == made.json
    assert {name: read[name] for name in values} == values


def test_an_offer_is_a_product_and_a_need_is_private_unless_told(api):
    offer = api.post("/offers", {"company_id": 1, "title": "Плиты"}).json
    need = api.post("/needs", {"company_id": 1, "title": "Кран"}).json
    assert offer["kind"] == "product"
    assert (need["kind"], need["visibility"]) == ("product", "private")


@pytest.mark.parametrize(
    ("path", "values", "pointer"),
    [
        ("/offers", {"title": "Плиты"}, "/company_id"),
        ("/offers", {"company_id": 1}, "/title"),
        ("/offers", {"company_id": 999, "title": "Плиты"}, "/company_id"),
        ("/offers", {"company_id": "1", "title": "Плиты"}, "/company_id"),
        ("/offers", {"company_id": True, "title": "Плиты"}, "/company_id"),
        ("/offers", {"company_id": 4, "title": "Плиты"}, "/company_id"),
        ("/offers", {"company_id": 1, "title": "Плиты", "kind": "дирижабль"}, "/kind"),
        ("/offers", {"company_id": 1, "title": "Плиты", "okpd2": "плиты"}, "/okpd2"),
        ("/offers", {"company_id": 1, "title": "Плиты", "utilisation_percent": 101}, "/utilisation_percent"),
        ("/offers", {"company_id": 1, "title": "Плиты", "lead_time_days": 1.5}, "/lead_time_days"),
        ("/offers", {"company_id": 1, "title": "Плиты", "radius_km": -1}, "/radius_km"),
        ("/offers", {"company_id": 1, "title": "Плиты", "description": "x" * 10_001}, "/description"),
        ("/needs", {"company_id": 1, "title": "Кран", "visibility": "всем"}, "/visibility"),
        ("/needs", {"company_id": 1, "title": "Кран", "imported": "да"}, "/imported"),
        ("/needs", {"company_id": 1, "title": "Кран", "volume": False}, "/volume"),
    ],
)
def test_a_wrong_record_is_refused_with_the_place(api, path, values, pointer):
    assert_problem(api.post(path, values), 422, pointer)
    assert_problem(api.get(f"{path}/{5 if path == '/offers' else 3}"), 404)


def test_a_code_is_used_once_in_a_company_and_again_in_another(api):
    values = {"code": "К-1", "title": "Плиты"}
    assert api.post("/offers", values | {"company_id": 1}).status_code == 201
    assert_problem(api.post("/offers", values | {"company_id": 1}), 422, "/code")
    assert api.post("/offers", values | {"company_id": 2}).status_code == 201


def test_an_edit_keeps_the_rest(api):
    before = api.get("/offers/1").json
    after = api.patch("/offers/1", {"radius_km": 50}).json
    assert {name for name in after if after[name] != before[name]} == {"radius_km", "updated_at"}


def test_a_record_does_not_change_its_company(api):
    assert_problem(api.patch("/offers/1", {"company_id": 2}), 422, "/company_id")


@pytest.mark.parametrize("path", ["/offers/1", "/needs/1"])
def test_an_archived_record_is_not_found(api, path):
    assert api.delete(path).status_code == 204
    for method in ("GET", "PATCH", "DELETE"):
        assert_problem(api.send(method, path, {} if method == "PATCH" else None), 404)


def test_an_archived_need_cannot_be_searched_for(api):
    api.delete("/needs/1")
    assert_problem(api.post("/suppliers/search", {"need_id": 1}), 422, "/need_id")


def test_records_of_an_archived_company_leave_with_it(api):
    api.delete("/companies/1")
    assert_problem(api.get("/offers/1"), 404)
    assert_problem(api.patch("/offers/1", {"radius_km": 1}), 404)
    assert_problem(api.post("/buyers/search", {"offer_id": 1}), 422, "/offer_id")
    assert_problem(api.post("/offers", {"company_id": 1, "title": "Плиты"}), 422, "/company_id")


def test_a_need_of_an_archived_company_leaves_with_it(api):
    api.delete("/companies/3")
    assert_problem(api.get("/needs/2"), 404)
    assert_problem(api.post("/suppliers/search", {"need_id": 2}), 422, "/need_id")
