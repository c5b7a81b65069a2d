"""What the views show of others: only what the member may see, at the moment of the answer."""

from dataclasses import replace

import pytest

from data.tables.pool import ChainRow, CompanyRow, NeedRow, OfferRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.conftest import ApiClient, assert_problem
from tests.service.portals.conftest import token_of
from tests.service.words_decide import WORDS_DECIDE, let_words_decide

VIEWS = ("suppliers", "customers", "partners", "places")


@pytest.fixture
def add(services):
    """Enters a record; the pool follows at once."""

    def add(table, **values):
        id_ = services.pool_entry.create(COMMAND_LINE, table, values).id
        services.follower.step()
        return id_

    return add


def items(member, view):
    response = member.get(f"/my/recommendations?view={view}")
    assert response.status_code == 200, response.text
    return [item for group in response.json["groups"] for item in group["items"]]


def test_suppliers_of_own_needs_are_told_in_words_with_quotes(add, member):
    need = add(NeedRow, company_id=3, title="Бетон товарный М500", kind="product")
    found = items(member, "suppliers")
    assert [(one["company"]["name"], one["grade_word"]) for one in found] == [("Бетонный двор", "подходит")]
    assert found[0]["about"] == {"need_id": need, "offer_id": 1, "slot_id": None}
    assert any(reason["need_quote"] and reason["offer_quote"] for reason in found[0]["reasons"])
    assert "probability" not in str(found)


def test_prospects_are_no_suppliers(member):
    # «Арматура Плюс» is a prospect, and the only one that sells what «Окна Сибири» ask for
    assert items(member, "suppliers") == []


def test_who_becomes_a_member_is_shown_and_who_is_archived_no_more(services, add, member):
    supplier = services.pool_entry.update(COMMAND_LINE, CompanyRow, 2, {"status": "member"})
    services.follower.step()
    assert [one["company"]["id"] for one in items(member, "suppliers")] == [supplier.id]
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, 2)  # the snapshot still knows it
    assert items(member, "suppliers") == []


def test_who_takes_the_consent_back_is_shown_no_more(services, add, member):
    add(NeedRow, company_id=3, title="Бетон товарный М500", kind="product")
    services.consents.withdraw(_member(1), 1, "portal")
    assert items(member, "suppliers") == []


def test_customers_are_not_named_before_they_agree(services, add, app, server):
    need = add(
        NeedRow,
        company_id=3,
        title="Бетон товарный М500 для «Окна Сибири»",
        kind="product",
        place="Ишим",
        visibility="cluster",
    )
    member = ApiClient(app, token_of(server, "beton"))
    found = items(member, "customers")
    assert [one["about"]["need_id"] for one in found] == [need]
    assert found[0]["company"] is None and found[0]["region"] == "Тюменская область"
    assert "Окна" not in str(found) and "Ишим" not in str(found)
    asked = member.post("/my/contacts", {"need_id": need}).json["id"]
    services.contacts.grant(_member(3), asked)
    assert items(member, "customers")[0]["company"]["name"] == "Окна Сибири"


def test_private_needs_are_shown_to_nobody_else(add, app, server):
    add(NeedRow, company_id=3, title="Бетон товарный М500", kind="product", visibility="private")
    assert items(ApiClient(app, token_of(server, "beton")), "customers") == []


def test_a_need_closed_since_the_snapshot_is_shown_no_more(services, add, app, server):
    need = add(NeedRow, company_id=3, title="Бетон товарный М500", kind="product", visibility="cluster")
    member = ApiClient(app, token_of(server, "beton"))
    assert len(items(member, "customers")) == 1
    services.pool_entry.update(COMMAND_LINE, NeedRow, need, {"visibility": "private"})
    assert items(member, "customers") == []


def test_open_slots_are_told_by_title_product_and_region(services, add, member):
    add(OfferRow, company_id=3, title="Двери ПВХ входные", kind="product")
    chain = add(ChainRow, code="ц", title="Тайная цепочка", kind="vertical")
    project = add(
        ProjectRow, chain_id=chain, code="п", title="Тайный проект", product="Модульный дом", initiator_id=1
    )
    slot = {"project_id": project, "kind": "product", "title": "Двери ПВХ входные"}
    open_ = add(SlotRow, code="з", volume_per_month=777.0, unit="шт.", description="Тайное описание", **slot)
    found = items(member, "places")
    assert [(one["title"], one["details"], one["region"]) for one in found] == [
        ("Двери ПВХ входные", "для продукта «Модульный дом»", "Тюменская область")
    ]
    told = str(found)
    assert not any(word in told for word in ("Тайн", "777", "Бетонный двор", "Тюмень"))
    services.pool_entry.update(COMMAND_LINE, SlotRow, open_, {"filled_by": [2], "basis": "contract"})
    assert items(member, "places") == []


def test_what_does_not_suit_is_refused_and_taken_back(add, member):
    need = add(NeedRow, company_id=3, title="Бетон товарный М500", kind="product")
    snapshot = member.get("/my/recommendations").json["snapshot"]
    verdict = {"need_id": need, "offer_id": 1, "verdict": "unsuitable", "reason": "far", "snapshot": snapshot}
    given = member.post("/my/verdicts", verdict)
    assert given.status_code == 201 and items(member, "suppliers") == []
    assert member.delete(f"/my/verdicts/{given.json['id']}").status_code == 204
    assert len(items(member, "suppliers")) == 1


def test_a_verdict_on_a_need_of_others_is_as_on_none(add, member):
    snapshot = member.get("/my/recommendations").json["snapshot"]
    for need in (1, 999):
        verdict = {"need_id": need, "offer_id": 1, "verdict": "unsuitable", "reason": "far"}
        assert_problem(member.post("/my/verdicts", verdict | {"snapshot": snapshot}), 404)


@pytest.mark.parametrize("view", VIEWS)
def test_staff_and_strangers_have_no_recommendations_of_their_own(api, app, view):
    assert_problem(api.get(f"/my/recommendations?view={view}"), 404)
    assert_problem(ApiClient(app, "нет").get(f"/my/recommendations?view={view}"), 401)


def test_an_unknown_view_is_told_at_its_place(member):
    assert_problem(member.get("/my/recommendations?view=everything"), 422, parameter="view")


def _member(company_id):
    from service.access import Caller

    return Caller(f"key:{company_id}", "member", company_id=company_id)


def test_a_hidden_company_that_is_nearer_puts_no_member_out(services, add, member):
    let_words_decide(services, replace(WORDS_DECIDE, near_best=0.95))
    add(OfferRow, company_id=2, title="Бетон товарный подвижный М500", kind="product")  # of a prospect
    need = add(NeedRow, company_id=3, title="Бетон товарный подвижный М500", kind="product")
    found = [one for one in items(member, "suppliers") if one["about"]["need_id"] == need]
    assert [one["company"]["name"] for one in found] == ["Бетонный двор"]
    partners = member.get("/my/recommendations?view=partners").text
    assert "Бетонный двор" in partners
