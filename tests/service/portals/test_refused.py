"""A company that refused to be shown in portals: no page of a portal reaches it, from that moment on."""

import pytest

from data.tables.pool import NeedRow
from service.access import COMMAND_LINE, Caller
from tests.service.conftest import ApiClient, assert_problem
from tests.service.portals.conftest import token_of

SNAPSHOT = "20261128T000000000000-00000000"
BETON = Caller("key:1", "member", company_id=1)
ASKED = (
    ("/my/contacts", {"company_id": 1}),
    ("/my/contacts", {"offer_id": 1}),
    ("/my/requests", {"company_id": 1}),
    ("/my/requests", {"need_id": 2, "offer_id": 1}),
    ("/my/verdicts", {"need_id": 2, "offer_id": 1, "verdict": "known", "snapshot": SNAPSHOT}),
)


@pytest.fixture
def refused(services):
    services.consents.withdraw(BETON, 1, "portal")
    return services


@pytest.mark.parametrize(("path", "about"), ASKED)
def test_before_it_refused_it_can_be_asked_about(member, path, about):
    assert member.post(path, about).status_code == 201


@pytest.mark.parametrize(("path", "about"), ASKED)
def test_it_is_as_absent_for_pages_of_portals(refused, member, path, about):
    assert_problem(member.post(path, about), 404)


def test_it_speaks_for_itself_there_as_before(refused, app, server):
    own = ApiClient(app, token_of(server, "beton"))
    assert own.get("/my/recommendations?view=suppliers").json["company"]["name"] == "Бетонный двор"
    assert own.post("/my/requests", {"need_id": 2, "offer_id": 1}).status_code == 404  # private, of others


def test_who_asks_and_has_agreed_is_named_no_more_in_portals(services, app, server):
    services.pool_entry.update(COMMAND_LINE, NeedRow, 2, {"title": "Бетон М500", "visibility": "cluster"})
    services.follower.step()
    seller = ApiClient(app, token_of(server, "beton"))
    okna = Caller("key:3", "member", company_id=3)
    services.contacts.grant(okna, seller.post("/my/contacts", {"need_id": 2}).json["id"])

    def named():
        (group,) = seller.get("/my/recommendations?view=customers").json["groups"]
        return group["items"][0]["company"]

    assert named()["name"] == "Окна Сибири"
    services.consents.withdraw(okna, 3, "portal")
    assert named() is None
    services.consents.give(okna, 3, "portal")
    assert named()["name"] == "Окна Сибири"


def test_in_the_pool_itself_members_find_it_as_before(refused, app):
    # the consent is about portals; who takes part is seen by those who take part
    member = ApiClient(app, refused.accounts.create_key("member:okna").key)
    assert member.get("/companies/1").status_code == 200
    found = member.post("/suppliers/search", {"need": {"text": "Бетон товарный М500"}}).json
    assert (found["matches"] + found["near_misses"])[0]["company"]["id"] == 1


def test_it_is_recommended_to_nobody_whoever_draws_the_recommendations(refused, app):
    values = {"company_id": 3, "title": "Бетон товарный М500", "kind": "product"}
    refused.pool_entry.create(COMMAND_LINE, NeedRow, values)
    refused.follower.step()
    member = ApiClient(app, refused.accounts.create_key("member:okna").key)
    groups = member.get("/my/recommendations?view=suppliers").json["groups"]
    assert [group["items"] for group in groups] == [[], []]
