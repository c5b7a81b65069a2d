"""Mailings through the API: batch work plans, only staff decide; nobody's address is told."""

import pytest

from tests.service.conftest import ApiClient, assert_problem
from tests.service.digests.office import WISH

ENTRY = vars(WISH)


@pytest.fixture
def batch(app, services):
    return ApiClient(app, services.accounts.create_key("batch").key)


def test_batch_work_plans_and_reads_without_addresses(office, batch):
    made = batch.post("/mailings", ENTRY)
    assert made.status_code == 201 and made.json["state"] == "draft" and made.json["letters"] == {"draft": 2}
    listed = batch.get("/mailings")
    assert [one["id"] for one in listed.json["mailings"]] == [made.json["id"]]
    one = batch.get(f"/mailings/{made.json['id']}")
    assert one.json["planned"]["gap"] == 0 and "zavod.example" not in one.text


def test_limits_are_checked_at_their_place(office, api):
    assert_problem(api.post("/mailings", ENTRY | {"bounds": {"items": 0}}), 422, "/bounds/items")
    assert_problem(api.post("/mailings", ENTRY | {"reply_to": "нет"}), 422)
    assert_problem(api.get("/mailings/99"), 404)


def test_the_list_goes_on_from_its_cursor(office, api):
    ids = [api.post("/mailings", ENTRY).json["id"] for _ in range(3)]
    first = api.get("/mailings?limit=2").json
    rest = api.get(f"/mailings?limit=2&cursor={first['next_cursor']}").json
    found = [one["id"] for page in (first, rest) for one in page["mailings"]]
    assert found == ids[::-1] and rest["next_cursor"] is None


def test_members_have_no_door_to_mailings(office, app, services):
    member = ApiClient(app, services.accounts.create_key("member:zavod").key)
    assert member.get("/mailings").status_code == member.post("/mailings", ENTRY).status_code == 403
