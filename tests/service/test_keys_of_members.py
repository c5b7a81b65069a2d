"""Keys and people that speak for a member company."""

import pytest

from service.access import COMMAND_LINE
from service.errors import InvalidError
from tests.service.conftest import ApiClient
from tests.service.test_access import sign_in

PASSWORD = "очень длинный пароль"


@pytest.mark.parametrize("named", ["beton", "Бетонный двор", "7707083893"])
def test_a_key_is_made_for_a_company_by_its_code_name_or_inn(api, app, services, named):
    api.patch("/companies/1", {"inn": "7707083893"})
    made = services.accounts.create_key(f"member:{named}")
    assert made.as_dict()["scope"] == f"member:{named}"
    (_, listed), *_ = services.accounts.keys()
    assert listed == "member:beton"
    assert ApiClient(app, made.key).get("/companies/1").json["contact_name"] is None
    assert ApiClient(app, made.key).patch("/companies/1", {"about": "Бетон"}).status_code == 200


@pytest.mark.parametrize(
    ("scope", "role"),
    [
        ("member", "staff"),
        ("member:", "staff"),
        ("member:нет такой", "staff"),
        ("member:krany", "staff"),  # a prospect
        ("member:trest", "staff"),  # an outside customer
        ("staff:beton", "staff"),
        ("portal", "reader"),
        ("batch", "administrator"),
        ("admin", "staff"),
    ],
)
def test_what_is_no_scope_makes_no_key(services, scope, role):
    with pytest.raises(InvalidError):
        services.accounts.create_key(scope, role=role)
    assert list(services.accounts.keys()) == []


def test_a_person_of_a_member_comes_in_until_the_company_leaves(api, app, services):
    services.accounts.create_member("beton", "Пётр", "beton", PASSWORD)
    client = app.test_client()
    assert sign_in(client, "beton", PASSWORD).status_code == 303
    assert client.get("/password").status_code == 200
    assert client.get("/companies").status_code == 404
    api.patch("/companies/1", {"status": "prospect"})
    assert client.get("/password").status_code == 302
    assert sign_in(client, "beton", PASSWORD).status_code == 422


def test_a_person_of_a_member_has_no_role_and_is_no_administrator(services):
    services.accounts.create_member("beton", "Пётр", "beton", PASSWORD)
    services.accounts.create_user("anna", "Анна", PASSWORD)
    rows = {person.row.login: person.row for person in services.people.listed(COMMAND_LINE)}
    assert (rows["beton"].scope, rows["beton"].company_id) == ("member", 1)
    with pytest.raises(InvalidError):
        services.people.change(COMMAND_LINE, rows["beton"].id, "Пётр", "administrator")


def test_pages_of_members_are_not_there_for_staff(app):
    client = app.test_client()
    sign_in(client)
    assert client.get("/my").status_code == 404


def test_the_description_says_which_keys_open_what(stranger):
    paths = stranger.get("/openapi.json").json["paths"]
    assert paths["/api/v1/needs"]["get"]["description"].endswith("Ключи: staff, member, batch.")
    assert paths["/api/v1/chains"]["get"]["description"].endswith("Ключи: staff.")
    named = [parameter["name"] for parameter in paths["/api/v1/needs"]["post"]["parameters"]]
    assert named == ["Idempotency-Key"]
