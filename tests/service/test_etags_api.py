"""ETag, If-None-Match and If-Match of companies, offers, needs, chains, projects and slots."""

import pytest

from data.tables.pool import CompanyRow
from service.access import COMMAND_LINE
from tests.service.conftest import ApiClient, assert_problem


def matching(tag):
    return {"If-Match": tag}


@pytest.mark.parametrize("path", ["/companies/1", "/offers/1", "/needs/1"])
def test_a_record_that_is_known_already_is_not_sent_again(api, path):
    first = api.get(path)
    again = api.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert not first.headers["ETag"].startswith("W/")
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert api.get(path, headers={"If-None-Match": '"другой"'.encode().decode("latin-1")}).status_code == 200


def test_a_change_goes_through_only_on_what_was_seen(api):
    tag = api.get("/needs/1").headers["ETag"]
    first = api.send("PATCH", "/needs/1", {"volume": 7}, headers=matching(tag))
    assert first.status_code == 200 and first.headers["ETag"] == api.get("/needs/1").headers["ETag"]
    late = api.send("PATCH", "/needs/1", {"volume": 9}, headers=matching(tag))
    problem = assert_problem(late, 412)
    assert problem["current"]["volume"] == 7
    assert late.headers["ETag"] == first.headers["ETag"]
    assert api.get("/needs/1").json["volume"] == 7


def test_what_changed_meanwhile_is_not_archived_either(api):
    tag = api.get("/offers/1").headers["ETag"]
    api.patch("/offers/1", {"radius_km": 55})
    assert_problem(api.send("DELETE", "/offers/1", headers=matching(tag)), 412)
    tag = api.get("/offers/1").headers["ETag"]
    assert api.send("DELETE", "/offers/1", headers=matching(tag)).status_code == 204


def test_a_card_may_be_edited_though_its_offers_changed(api):
    tag = api.get("/companies/1").headers["ETag"]
    api.patch("/offers/1", {"radius_km": 55})
    assert api.get("/companies/1", headers={"If-None-Match": tag}).status_code == 200
    assert api.send("PATCH", "/companies/1", {"about": "Бетон"}, headers=matching(tag)).status_code == 200


@pytest.mark.parametrize("tag", ['"x"', 'W/"x"', '".0123456789abcdef"', '""', "x"])
def test_a_tag_of_nothing_changes_nothing(api, tag):
    assert_problem(api.send("PATCH", "/companies/1", {"about": "Нет"}, headers=matching(tag)), 412)


def test_a_star_or_one_of_several_tags_is_enough(api):
    tag = api.get("/needs/1").headers["ETag"]
    assert api.send("PATCH", "/needs/1", {"volume": 1}, headers=matching(f'"x", {tag}')).status_code == 200
    assert api.send("PATCH", "/needs/1", {"volume": 2}, headers=matching("*")).status_code == 200


def test_a_compressed_answer_bears_the_same_tag(api):
    packed = api.get("/companies/1", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    again = api.get("/companies/1", headers={"If-None-Match": packed, "Accept-Encoding": "gzip"})
    assert again.status_code == 304
    assert api.send("PATCH", "/companies/1", {"about": "Да"}, headers=matching(packed)).status_code == 200


def test_chains_projects_and_slots_have_tags_too(api):
    chain = api.post("/chains", {"title": "Цепочка"}).json["id"]
    project = api.post("/projects", {"chain_id": chain, "title": "Проект", "product": "Бетон"}).json["id"]
    slot = api.post("/slots", {"project_id": project, "title": "Цемент"}).json["id"]
    for path in (f"/chains/{chain}", f"/projects/{project}", f"/slots/{slot}"):
        tag = api.get(path).headers["ETag"]
        assert api.send("PATCH", path, {"title": "Иначе"}, headers=matching(tag)).status_code == 200, path
        late = api.send("PATCH", path, {"title": "Ещё иначе"}, headers=matching(tag))
        assert assert_problem(late, 412)["current"]["title"] == "Иначе", path


def test_the_tag_of_what_is_seen_in_part_says_nothing_of_the_rest(app, services):
    client = ApiClient(app, services.accounts.create_key("member:okna").key)
    before = client.get("/companies/1").headers["ETag"]
    services.pool_entry.update(COMMAND_LINE, CompanyRow, 1, {"contact_phone": "+7 900 111-22-33"})
    one, two = before.strip('"').partition(".")[0], client.get("/companies/1").json
    assert (one, two["contact_phone"]) == ("", None)
