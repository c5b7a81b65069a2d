"""Requests that members hand on from the portal, as the journal gets them."""

import pytest

from data.tables.pool import ChainRow, NeedRow, OfferRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.conftest import assert_problem


def row(services, response):
    assert response.status_code == 201, response.text
    return services.journal.request(COMMAND_LINE, response.json["id"])


def test_a_request_for_an_own_need_names_the_supplier(services, member):
    wanted = {"need_id": 2, "company_id": 1, "offer_id": 1, "note": "до пятницы"}
    kept = row(services, member.post("/my/requests", wanted))
    assert (kept.channel, kept.state, kept.need_id, kept.asked_by_company_id) == (
        "portal",
        "in_progress",
        2,
        3,
    )
    assert [event.kind for event in kept.events] == ["received", "note"]
    told = "Просят передать: «Бетонный двор», предложение «Бетон товарный М500». до пятницы"
    assert kept.events[-1].text == told


def test_the_same_handed_on_twice_is_one(services, member):
    wanted = {"need_id": 2, "company_id": 1, "offer_id": 1}
    first, again = (row(services, member.post("/my/requests", wanted)) for _ in range(2))
    assert first.id == again.id and len(again.events) == 2


def test_interest_in_a_company_is_a_draft_for_staff(services, member):
    kept = row(services, member.post("/my/requests", {"company_id": 1}))
    assert (kept.state, kept.asked_by_company_id) == ("draft", 3)
    assert kept.text == "«Окна Сибири» хочет работать с «Бетонный двор»"


def test_a_request_is_taken_back_until_staff_begin(services, member):
    id_ = member.post("/my/requests", {"company_id": 1}).json["id"]
    assert [member.delete(f"/my/requests/{id_}").status_code for _ in range(2)] == [204, 204]
    assert services.journal.request(COMMAND_LINE, id_).state == "no_result"
    other = member.post("/my/requests", {"need_id": 2}).json["id"]
    services.request_steps.note(COMMAND_LINE, other, "позвонили")
    assert_problem(member.delete(f"/my/requests/{other}"), 422)


@pytest.mark.parametrize(
    "wanted",
    [
        {"need_id": 1},  # of others and private
        {"need_id": 999},
        {"company_id": 2},  # a prospect
        {"company_id": 4},  # an outside customer
        {"offer_id": 3, "company_id": 1, "need_id": 2},
        {"slot_id": 1},
    ],
)
def test_what_the_member_does_not_see_is_as_absent(member, wanted):
    assert_problem(member.post("/my/requests", wanted), 404)


def test_of_slots_a_member_knows_those_only_that_are_proposed_to_it(services, member):
    create = services.pool_entry.create
    create(COMMAND_LINE, OfferRow, {"company_id": 3, "title": "Двери ПВХ входные", "kind": "product"})
    chain = create(COMMAND_LINE, ChainRow, {"code": "ц", "title": "Цепочка", "kind": "vertical"})
    values = {"chain_id": chain.id, "code": "п", "title": "Проект", "product": "Дом", "initiator_id": 1}
    project = create(COMMAND_LINE, ProjectRow, values)
    told, hidden = (
        create(COMMAND_LINE, SlotRow, {"project_id": project.id, "kind": "product", "title": title}).id
        for title in ("Двери ПВХ входные", "Кран башенный")
    )
    services.follower.step()
    kept = row(services, member.post("/my/requests", {"slot_id": told}))
    assert "«Двери ПВХ входные»" in kept.text
    absent = member.post("/my/requests", {"slot_id": 999})
    assert member.post("/my/requests", {"slot_id": hidden}).data == absent.data


def test_a_request_about_nothing_says_what_to_name(member):
    assert_problem(member.post("/my/requests", {}), 422)


def test_requests_of_others_are_not_taken_back(services, member):
    id_ = services.journal.draft(COMMAND_LINE, "нужен песок", "call").id
    assert_problem(member.delete(f"/my/requests/{id_}"), 404)


def test_a_need_of_others_open_to_the_cluster_is_told_by_its_number(services, member):
    services.pool_entry.update(COMMAND_LINE, NeedRow, 1, {"visibility": "cluster"})
    kept = row(services, member.post("/my/requests", {"need_id": 1, "offer_id": 4}))
    assert kept.text.startswith("«Окна Сибири» может поставить «Окна ПВХ двухкамерные» по потребности № 1")
