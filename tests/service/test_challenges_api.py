"""Challenges over HTTP: entered, grouped, archived."""

import pytest

from data.tables.pool import AuditRow, ChallengeRow, CompanyRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.service.asked_worlds import AskedWorld
from tests.service.conftest import assert_problem

POWER = "Подстанция закрыта, ждём реконструкции"


@pytest.fixture
def world(services):
    return AskedWorld(services)


@pytest.fixture
def enter(api, world):
    def enter(code="beton", topic="power", text=POWER):
        body = {"company_id": world.ids[code], "topic": topic, "text": text}
        return api.post("/challenges", body)

    return enter


def groups(api):
    return api.get("/challenges").json["groups"]


def test_before_any_is_told_there_are_none(api):
    assert groups(api) == []


def test_a_challenge_is_entered_and_stands_with_its_company(api, enter):
    response = enter()
    assert response.status_code == 201
    assert (response.json["topic"], response.json["text"]) == ("power", POWER)
    (group,) = groups(api)
    assert (group["topic"], group["title"], group["companies"]) == ("power", POWER, 1)
    assert group["challenges"][0]["company"]["name"] == "Бетонный двор"


def test_the_same_trouble_of_two_companies_is_one_group(api, enter):
    enter("beton")
    enter("okna", text="подстанция закрыта, ждём реконструкции!")
    assert [(group["companies"], len(group["challenges"])) for group in groups(api)] == [(2, 2)]


def test_a_topic_may_be_told_in_russian(enter):
    assert enter(topic="кадры").json["topic"] == "staff"


def test_told_twice_it_is_kept_once(api, services, enter):
    assert enter().json["id"] == enter().json["id"]
    with services.database.reading() as session:
        assert session.query(ChallengeRow).count() == 1


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"topic": "погода"}, "/topic"),
        ({"text": "  "}, "/text"),
        ({"text": "а" * 10_001}, "/text"),
        ({"company_id": 999}, "/company_id"),
        ({"company_id": "1"}, "/company_id"),
        ({"urgent": True}, "/urgent"),
    ],
)
def test_a_wrong_challenge_is_refused_with_its_place_and_nothing_is_kept(
    api, services, world, wrong, pointer
):
    body = {"company_id": world.ids["beton"], "topic": "power", "text": POWER} | wrong
    assert_problem(api.post("/challenges", body), 422, pointer)
    with services.database.reading() as session:
        assert session.query(ChallengeRow).count() == 0


def test_an_archived_challenge_is_gone_and_told_again_it_is_back(api, enter):
    id_ = enter().json["id"]
    assert api.delete(f"/challenges/{id_}").status_code == 204
    assert groups(api) == []
    assert api.delete(f"/challenges/{id_}").status_code == 204
    assert enter(topic="other").json == {"id": id_, "company_id": 1, "topic": "other", "text": POWER}
    assert [group["topic"] for group in groups(api)] == ["other"]


@pytest.mark.parametrize("id_", [999, 2**40])
def test_an_unknown_challenge_cannot_be_archived(api, id_):
    assert_problem(api.delete(f"/challenges/{id_}"), 404)


def test_challenges_of_a_company_that_left_are_not_shown(api, services, world, enter):
    enter()
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, world.ids["beton"])
    assert groups(api) == []


def test_entry_and_archive_leave_a_line_in_the_audit_log(api, services, enter):
    api.delete(f"/challenges/{enter().json['id']}")
    with services.database.reading() as session:
        actions = [row.action for row in session.query(AuditRow).order_by(AuditRow.id)]
    assert actions[-2:] == ["challenges.create", "challenges.archive"]


def test_only_staff_see_and_enter_challenges(services):
    member = Caller("key:1", "member")
    for call in (
        lambda: services.challenges.current(member),
        lambda: services.challenges.add(member, 1, "power", POWER),
        lambda: services.challenges.archive(member, 1),
        lambda: services.challenges.restore(member, 1),
    ):
        with pytest.raises(ForbiddenError):
            call()
