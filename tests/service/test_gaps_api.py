import pytest

from data.tables.pool import ChainRow, CompanyRow, OfferRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError
from tests.service.conftest import assert_problem


@pytest.fixture
def enter(services):
    """Enters a record and returns its id."""

    def create(table, **values):
        return services.pool_entry.create(COMMAND_LINE, table, values).id

    return create


@pytest.fixture
def ids(services):
    """Companies of the small pool by code."""
    with services.database.reading() as session:
        return {row.code: row.id for row in session.query(CompanyRow)}


@pytest.fixture
def chain(enter, ids):
    """A chain whose one project, of the concrete maker, wants windows, steel and sand."""
    chain_id = enter(ChainRow, title="Стены", code="Ц-7")
    project_id = enter(
        ProjectRow, chain_id=chain_id, title="Линия", product="Газоблок D500", initiator_id=ids["beton"]
    )
    for title, values in {
        "Окна ПВХ двухкамерные": {"volume_per_month": 40, "unit": "м²"},
        "Арматура А500С 12 мм": {"filled_by": [ids["armatura"]], "basis": "agreement"},
        "Песок карьерный": {},
    }.items():
        enter(SlotRow, project_id=project_id, title=title, kind="product", **values)
    return chain_id


def slots(api, chain, query=""):
    response = api.get(f"/chains/{chain}/gaps{query}")
    assert response.status_code == 200, response.text
    return {slot["title"]: slot for project in response.json["projects"] for slot in project["slots"]}


def test_a_map_tells_the_chain_its_projects_and_how_many_slots_are_open(api, chain):
    body = api.get(f"/chains/{chain}/gaps").json
    assert (body["chain"]["code"], body["chain"]["title"]) == ("Ц-7", "Стены")
    assert body["counts"] == {"filled": 0, "single_source": 1, "open": 2}
    (project,) = body["projects"]
    assert (project["title"], project["product"]) == ("Линия", "Газоблок D500")
    assert project["initiator"]["code"] == "beton"
    assert project["counts"] == body["counts"]
    assert "застройщик" in project["consumers"]["trades"]


def test_a_slot_tells_who_fills_it_and_on_which_basis(api, chain):
    slot = slots(api, chain)["Арматура А500С 12 мм"]
    (filler,) = slot["filled_by"]
    assert slot["state"] == "single_source"
    assert (filler["company"]["code"], filler["basis"]) == ("armatura", "agreement")
    assert filler["offer"]["title"] == "Арматура А500С 12 мм"


def test_an_open_slot_has_candidates_with_reasons(api, chain):
    slot = slots(api, chain)["Окна ПВХ двухкамерные"]
    (candidate,) = slot["candidates"]
    assert (slot["state"], slot["num_candidates"]) == ("open", 1)
    assert (candidate["company"]["code"], candidate["offer"]["title"]) == ("okna", "Окна ПВХ двухкамерные")
    assert candidate["probability"] > 0.5
    assert candidate["grade"] in ("fits", "clarify")
    assert any(reason["offer_quote"] for reason in candidate["reasons"])
    assert slot["near_misses"] == []
    assert slot["coverage"]["best_candidate"] == {
        "state": "unknown",
        "share": None,
        "text": "неизвестно: мощность не указана",
    }
    assert slot["coverage"]["fillers"] is None


def test_where_nobody_fits_near_misses_say_what_they_fail(api, chain):
    slot = slots(api, chain)["Песок карьерный"]
    assert (slot["state"], slot["candidates"], slot["team"]) == ("open", [], [])
    assert slot["near_misses"] and all(near["fails"] for near in slot["near_misses"])


def test_no_more_candidates_than_asked_for_are_shown(api, chain, enter, services):
    twin = enter(CompanyRow, name="Вторые окна", status="member")
    services.pool_entry.create(COMMAND_LINE, OfferRow, {"company_id": twin, "title": "Окна ПВХ двухкамерные"})
    services.follower.step()
    one = slots(api, chain, "?candidates=1")["Окна ПВХ двухкамерные"]
    assert (len(one["candidates"]), one["num_candidates"]) == (1, 2)


def test_what_was_filled_a_moment_ago_is_filled(api, chain, ids):
    slot = slots(api, chain)["Песок карьерный"]
    filled = {"filled_by": [ids["okna"], ids["armatura"]], "basis": "contract"}
    assert api.patch(f"/slots/{slot['id']}", filled).status_code == 200
    slot = slots(api, chain)["Песок карьерный"]
    assert (slot["state"], slot["candidates"], slot["near_misses"]) == ("filled", [], [])
    assert [filler["basis"] for filler in slot["filled_by"]] == ["contract", "contract"]


def test_a_company_younger_than_the_snapshot_may_fill_a_slot(api, chain, enter):
    young = enter(CompanyRow, name="Новая", code="novaya", status="member")
    slot = slots(api, chain)["Песок карьерный"]
    api.patch(f"/slots/{slot['id']}", {"filled_by": [young], "basis": "contract"})
    (filler,) = slots(api, chain)["Песок карьерный"]["filled_by"]
    assert (filler["company"]["name"], filler["offer"]) == ("Новая", None)


def test_a_chain_without_projects_is_an_empty_map(api, enter):
    empty = enter(ChainRow, title="Пустая")
    body = api.get(f"/chains/{empty}/gaps").json
    assert (body["projects"], body["counts"]) == ([], {"filled": 0, "single_source": 0, "open": 0})


def test_an_unknown_or_archived_chain_is_not_found(api, chain):
    assert_problem(api.get("/chains/999/gaps"), 404)
    assert api.delete(f"/chains/{chain}").status_code == 204
    assert_problem(api.get(f"/chains/{chain}/gaps"), 404)


@pytest.mark.parametrize("count", ["0", "51", "много", "1.5"])
def test_a_wrong_number_of_candidates_is_named(api, chain, count):
    assert_problem(api.get(f"/chains/{chain}/gaps?candidates={count}"), 422, parameter="candidates")


def test_a_stranger_sees_no_map(stranger, chain):
    assert_problem(stranger.get(f"/api/v1/chains/{chain}/gaps"), 401)


def test_a_member_sees_no_map(services, chain):
    with pytest.raises(ForbiddenError):
        services.gap_maps.chain_gaps(Caller("key:1", "member"), chain)


def test_a_chain_is_named_by_its_code_or_its_id(services, chain):
    assert services.chain_entry.chain_named(COMMAND_LINE, "ц-7").id == chain
    assert services.chain_entry.chain_named(COMMAND_LINE, str(chain)).id == chain
    with pytest.raises(NotFoundError):
        services.chain_entry.chain_named(COMMAND_LINE, "Ц-8")


def test_a_code_goes_before_an_id(services, chain, enter):
    other = enter(ChainRow, title="С кодом-числом", code=str(chain))
    assert services.chain_entry.chain_named(COMMAND_LINE, str(chain)).id == other


def test_a_chain_of_too_many_slots_has_no_map(api, services, chain):
    with services.database.changing("test", "fill") as session:
        project_id = session.query(ProjectRow.id).filter_by(chain_id=chain).scalar()
        more = (
            SlotRow(code=f"З-{n}", project_id=project_id, title="Песок", kind="product") for n in range(1000)
        )
        session.add_all(more)
    problem = assert_problem(api.get(f"/chains/{chain}/gaps"), 422, parameter="id")
    assert "звеньев в цепочке 1003" in problem["detail"]
