"""What to do first, over HTTP: first contracts of members, and purchases from outside."""

import pytest

from data.tables.pool import CompanyRow, ContractRow, NeedRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from service.market.first_links import FirstLinks
from tests.service.asked_worlds import AskedWorld

STEEL = {"title": "Арматура А500С", "kind": "product"}


@pytest.fixture
def world(services):
    """A second member needs concrete, which the first one makes; so does a prospect."""
    made = AskedWorld(services)
    made.ids["dom"] = made.add(CompanyRow, code="dom", name="Домострой", status="member").id
    for code in ("dom", "armatura"):
        made.add(NeedRow, company_id=made.ids[code], title="Бетон товарный М500", kind="product")
    made.rebuild()
    return made


def first(api):
    response = api.get("/first-links")
    assert response.status_code == 200, response.text
    return response.json


def links_of(answer):
    return {
        member["company"]["name"]: [(link["direction"], link["company"]["name"]) for link in member["links"]]
        for member in answer["members"]
    }


def test_members_without_a_contract_get_the_links_that_fit_inside_the_cluster(api, world):
    answer = first(api)
    assert answer["contracts_on"]
    assert links_of(answer) == {
        "Бетонный двор": [("downstream", "Домострой")],
        "Домострой": [("upstream", "Бетонный двор")],
    }


def test_a_link_tells_what_is_asked_and_what_is_offered(api, world):
    link = first(api)["members"][0]["links"][0]
    assert (link["origin"], link["asked"], link["offer"]["title"]) == (
        *("need", "Бетон товарный М500", "Бетон товарный М500"),
    )


def test_a_contract_between_two_members_takes_both_off_the_list(api, services, world):
    with services.database.changing("test", "contract") as session:
        sides = {"supplier_id": world.ids["beton"], "customer_id": world.ids["dom"]}
        session.add(ContractRow(subject="Бетон", **sides))
    assert first(api)["members"] == []


def test_a_contract_with_a_prospect_does_not(api, services, world):
    with services.database.changing("test", "contract") as session:
        sides = {"supplier_id": world.ids["beton"], "customer_id": world.ids["armatura"]}
        session.add(ContractRow(subject="Бетон", **sides))
    assert "Бетонный двор" in links_of(first(api))


def test_who_has_no_fitting_link_is_told_without_links(api, services, world):
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, world.ids["dom"])
    assert links_of(first(api)) == {"Бетонный двор": []}


def test_the_list_can_be_switched_off_and_says_so(services, world):
    things = FirstLinks(services.boards, contracts_on=False).current(COMMAND_LINE)
    assert (things.contracts_on, things.members) == (False, ())


def test_a_purchase_from_outside_that_the_pool_could_serve_is_told(api, world):
    world.add(
        NeedRow,
        company_id=world.ids["dom"],
        current_supplier="ООО «Далёкий стан»",
        volume=20,
        unit="т",
        **STEEL,
    )
    world.rebuild()
    (purchase,) = first(api)["purchases"]
    need = purchase["need"]
    assert (need["company"]["name"], need["current_supplier"], need["volume"], need["unit"]) == (
        *("Домострой", "ООО «Далёкий стан»", 20.0, "т"),
    )
    assert [(one["company"]["name"], one["grade"]) for one in purchase["candidates"]] == [
        ("Арматура Плюс", "fits")
    ]


def test_a_purchase_from_a_company_of_the_pool_is_not(api, world):
    world.add(NeedRow, company_id=world.ids["dom"], current_supplier="ооо «арматура плюс»", **STEEL)
    world.rebuild()
    assert first(api)["purchases"] == []


def test_only_staff_see_it(services):
    with pytest.raises(ForbiddenError):
        services.first_links.current(Caller("key:1", "member"))
