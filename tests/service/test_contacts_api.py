"""Requests for contact and consents as JSON: members on their own, staff for all."""

import pytest

from data.tables.pool import CompanyRow, NeedRow
from tests.service.conftest import ApiClient, assert_problem
from tests.service.web.conftest import Pool


@pytest.fixture
def world(services, app):
    """Keys of two members and an open need of the second."""
    pool = Pool(services)
    with services.database.changing("test", "telling") as session:
        okna = session.get(CompanyRow, pool.company("okna").id)
        okna.phone, okna.contact_name = "+7 345 000-00-00", "Иванова Анна"
        session.get(NeedRow, pool.need("Арматура А500С для перемычек").id).visibility = "cluster"
    keys = {code: services.accounts.create_key(f"member:{code}").key for code in ("beton", "okna")}
    return {code: ApiClient(app, key) for code, key in keys.items()}, pool


def test_a_member_asks_waits_and_learns_who_it_is(world):
    apis, pool = world
    beton, okna = apis["beton"], apis["okna"]
    body = {"need_id": pool.need("Арматура А500С для перемычек").id, "note": "можем"}
    asked = beton.post("/my/contacts", body)
    assert asked.status_code == 201 and asked.json["asked"] is None and "Окна" not in asked.text
    id_ = asked.json["id"]
    assert beton.post("/my/contacts", body).json["id"] == id_
    assert (
        okna.get("/my/contacts?direction=received").json["contacts"][0]["asking"]["name"] == "Бетонный двор"
    )
    assert (
        okna.post(f"/my/contacts/{id_}/answer", {"granted": True, "with_person": True}).json["state"]
        == "passed"
    )
    passed = beton.get(f"/my/contacts/{id_}").json
    assert passed["asked"]["name"] == "Окна Сибири"
    assert passed["passed"]["person"] == {"name": "Иванова Анна", "email": None, "phone": None}
    assert "events" not in passed


def test_a_repeat_tells_nothing_of_what_was_taken_back_since(world, api):
    apis, pool = world
    body = {"need_id": pool.need("Арматура А500С для перемычек").id}

    def ask():
        return apis["beton"].post("/my/contacts", body, headers={"Idempotency-Key": "repeated"}).text

    id_ = apis["beton"].post("/my/contacts", body).json["id"]
    apis["okna"].post(f"/my/contacts/{id_}/answer", {"granted": True, "with_person": True})
    assert "Иванова Анна" in ask()
    assert api.post(f"/contacts/{id_}/undo", {}).status_code == 200
    assert not any(word in ask() for word in ("Иванова Анна", "Окна"))


def test_a_member_takes_its_request_back(world):
    apis, pool = world
    id_ = apis["beton"].post("/my/contacts", {"company_id": pool.company("okna").id}).json["id"]
    assert apis["okna"].delete(f"/my/contacts/{id_}").status_code == 403
    assert apis["beton"].delete(f"/my/contacts/{id_}").status_code == 204
    assert apis["beton"].get("/my/contacts").json["by_state"]["withdrawn"] == 1


def test_staff_list_answer_pass_and_take_back(world, api):
    pool = world[1]
    body = {"asking_id": pool.company("beton").id, "company_id": pool.company("okna").id}
    id_ = api.post("/contacts", body).json["id"]
    assert api.post(f"/contacts/{id_}/answer", {"granted": False, "note": "нет"}).json["state"] == "declined"
    assert api.post(f"/contacts/{id_}/undo", {}).json["state"] == "asked"
    assert (
        api.post(f"/contacts/{id_}/answer", {"granted": True}).json["passed"]["phone"] == "+7 345 000-00-00"
    )
    assert api.post(f"/contacts/{id_}/notes", {"note": "позвонили"}).status_code == 201
    kinds = [event["kind"] for event in api.get(f"/contacts/{id_}").json["events"]]
    assert kinds == ["asked", "declined", "undone", "granted", "passed", "note"]
    assert len(api.get("/contacts?state=passed").json["contacts"]) == 1
    assert api.get("/contacts?state=asked").json["contacts"] == []


def test_pages_of_the_list_follow_one_another(world, api):
    apis, pool = world
    for name in ("okna", "beton"):
        other = "beton" if name == "okna" else "okna"
        apis[name].post("/my/contacts", {"company_id": pool.company(other).id})
    first = api.get("/contacts?limit=1").json
    second = api.get(f"/contacts?limit=1&cursor={first['next_cursor']}").json
    assert [c["id"] for c in first["contacts"] + second["contacts"]] == [2, 1] and not second["next_cursor"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"need_id": 1, "company_id": 2}, 422),
        ({"need_id": 1}, 404),  # private
        ({"company_id": 2}, 404),  # a prospect
        ({"company_id": 10**9}, 404),
        ({"company_id": 3, "note": "я" * 10_001}, 422),
        ({"company_id": 3, "asking_id": 2}, 422),
    ],
)
def test_what_cannot_be_asked(world, body, status):
    assert_problem(world[0]["beton"].post("/my/contacts", body), status)


def test_doors_are_closed_to_the_other_side(world, api):
    apis, pool = world
    id_ = apis["beton"].post("/my/contacts", {"company_id": pool.company("okna").id}).json["id"]
    assert_problem(apis["beton"].get("/contacts"), 403)
    assert_problem(apis["beton"].post(f"/contacts/{id_}/answer", {"granted": True}), 403)
    assert_problem(api.get("/my/contacts"), 404)
    assert_problem(apis["beton"].get(f"/companies/{pool.company('okna').id}/consents"), 403)


def test_a_member_consents_to_the_text_that_it_read(world):
    beton = world[0]["beton"]
    texts = {one["kind"]: one for one in beton.get("/my/consents").json["consents"]}
    assert [texts[kind]["stands"] for kind in ("contacts", "letters", "portal")] == [False, False, True]
    assert_problem(beton.post("/my/consents", {"kind": "letters", "version": 7}), 422, "/version")
    given = beton.post("/my/consents", {"kind": "letters", "version": 1})
    assert given.status_code == 201 and given.json["consents"][1]["stands"]
    assert beton.delete("/my/consents/letters").status_code == 204
    assert not beton.get("/my/consents").json["consents"][1]["stands"]
    assert beton.delete("/my/consents/nonsense").status_code == 422


def test_staff_write_down_what_came_on_paper(world, api):
    path = f"/companies/{world[1].company('beton').id}/consents"
    body = {"kind": "contacts", "version": 2, "basis": "paper", "document": "заявление № 3"}
    assert api.post(path, body).json["consents"][0]["answers"][0]["document"] == "заявление № 3"
    assert not api.post(path, body | {"given": False}).json["consents"][0]["stands"]
    assert_problem(api.post(path, body | {"document": " "}), 422, "/document")
    assert_problem(api.get("/companies/99/consents"), 404)
