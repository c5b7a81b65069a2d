import pytest

from tests.service.conftest import assert_problem
from tests.service.merging_worlds import enter_twice


@pytest.fixture
def pair(services):
    return enter_twice(services)


def test_a_pair_is_listed_with_its_reasons(api, pair):
    answer = api.get("/duplicates").json
    assert answer["total"] == 1
    assert [(p["first"]["id"], p["second"]["id"], p["reasons"]) for p in answer["pairs"]] == [
        (*pair, ["похожие названия"])
    ]


def test_companies_are_merged_and_made_two_again(api, pair):
    kept, merged = pair
    done = api.post(f"/companies/{kept}/merge", {"merged_id": merged, "fields": {"phone": "kept"}})
    assert (done.status_code, done.json["undone"]) == (201, None)
    card = api.get(f"/companies/{kept}").json
    assert (card["inn"], card["phone"]) == ("7707083893", None)
    assert "Раствор М150" in [offer["title"] for offer in card["offers"]]
    assert_problem(api.get(f"/companies/{merged}"), 404)
    undone = api.delete(f"/merges/{done.json['id']}").json
    assert undone["undone"]["stayed"] == [] and undone["undone_at"]
    assert api.get(f"/companies/{merged}").json["inn"] == "7707083893"


def test_what_cannot_be_merged_is_told_at_its_place(api, pair):
    kept, merged = pair
    path = f"/companies/{kept}/merge"
    assert_problem(api.post(path, {"merged_id": kept}), 422, "/merged_id")
    assert_problem(api.post(path, {"merged_id": merged, "fields": {"цвет": "kept"}}), 422, "/fields")
    assert_problem(api.post(path, {"merged_id": merged, "fields": {"phone": "мой"}}), 422)
    assert_problem(api.post(path, {"merged_id": 404}), 404)
    assert_problem(api.delete("/merges/404"), 404)
