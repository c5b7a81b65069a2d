"""Chains, projects and slots over HTTP: started from a product, entered, filled, edited, archived."""

import pytest

from data.tables.pool import AuditRow, ChainRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.service.conftest import assert_problem

FACADE = {"product": "Вентилируемый фасад", "capacity_per_month": 2000, "unit": "м²"}
CHAIN = {
    "code": "Ц-1",
    "title": "Стены",
    "kind": "vertical",
    "stage": "forming",
    "investment_rub": 3.6e9,
    "description": "Четыре завода",
}
PROJECT = {
    "code": "ПР-1",
    "title": "Третья нитка",
    "product": "Газоблок",
    "okpd2": "23.61.11",
    "stage": "in_progress",
    "initiator_id": 1,
    "capacity_per_month": 25000.0,
    "unit": "м³",
    "investment_rub": 1.15e9,
    "description": "Корпус под крышей",
}
SLOT = {
    "code": "ЗВ-1",
    "kind": "material",
    "title": "Известь",
    "description": "Молотая",
    "okpd2": "23.52.10",
    "volume_per_month": 400.0,
    "unit": "т",
    "filled_by": [2, 3],
    "basis": "contract",
}


@pytest.fixture
def chain(api):
    return api.post("/chains", CHAIN).json


@pytest.fixture
def project(api, chain):
    return api.post("/projects", PROJECT | {"chain_id": chain["id"]}).json


@pytest.fixture
def slot(api, project):
    return api.post("/slots", SLOT | {"project_id": project["id"]}).json


def num_rows(services):
    with services.database.reading() as session:
        return [session.query(table).count() for table in (ChainRow, ProjectRow, SlotRow)]


def test_a_chain_comes_back_as_it_was_sent_with_all_that_is_in_it(api, chain, project, slot):
    whole = api.get(f"/chains/{chain['id']}").json
    (sent_project,) = whole["projects"]
    (sent_slot,) = sent_project["slots"]
    assert {name: whole[name] for name in CHAIN} == CHAIN
    assert {name: sent_project[name] for name in PROJECT} == PROJECT
    assert {name: sent_slot[name] for name in SLOT} == SLOT
    assert (sent_slot, sent_project["slots"]) == (slot, [slot])
    assert [company["name"] for company in whole["companies"]] == [
        "Бетонный двор",
        "Арматура Плюс",
        "Окна Сибири",
    ]


def test_the_list_counts_slots(api, chain, project, slot):
    api.post("/slots", {"project_id": project["id"], "title": "Песок"})
    assert api.get("/chains").json == {
        "chains": [
            {
                "id": chain["id"],
                "code": "Ц-1",
                "title": "Стены",
                "kind": "vertical",
                "stage": "forming",
                "investment_rub": 3.6e9,
                "counts": {"filled": 1, "single_source": 0, "open": 1},
                "projects": [{"id": project["id"], "title": "Третья нитка", "product": "Газоблок"}],
            }
        ]
    }


def test_an_installation_without_chains_says_so(api):
    assert api.get("/chains").json == {"chains": []}


def test_the_facade_starts_from_nothing_one_slot_is_filled_and_one_archived(api):
    started = api.post("/chains", FACADE)
    assert started.status_code == 201
    chain_id, (project,) = started.json["id"], started.json["projects"]
    first, second = project["slots"][:2]
    assert (started.json["title"], len(project["slots"])) == ("Цепочка: Вентилируемый фасад", 13)
    assert (first["volume_per_month"], first["unit"]) == (8000, "кг")
    filled = api.patch(f"/slots/{first['id']}", {"filled_by": [2], "basis": "соглашение"}).json
    assert (filled["filled_by"], filled["basis"]) == ([2], "agreement")
    assert api.delete(f"/slots/{second['id']}").status_code == 204
    (listed,) = api.get("/chains").json["chains"]
    assert listed["counts"] == {"filled": 0, "single_source": 1, "open": 11}
    assert second["id"] not in [s["id"] for s in api.get(f"/chains/{chain_id}").json["projects"][0]["slots"]]


def test_a_project_starts_in_a_chain_by_its_recipe_or_empty(api, chain):
    empty = api.post("/projects", {"chain_id": chain["id"], "title": "Линия", "product": "Газоблок"}).json
    usual = api.post("/projects", {"chain_id": chain["id"], "product": "Газоблок", "from_recipe": True}).json
    body = {"chain_id": chain["id"], "product": "Газоблок", "from_recipe": True, "include_optional": True}
    whole = api.post("/projects", body).json
    assert empty["slots"] == []
    assert (usual["title"], usual["okpd2"]) == ("Газоблок", "23.61.11.140")
    assert 10 <= len(usual["slots"]) <= len(whole["slots"])


@pytest.mark.parametrize(
    ("path", "values", "pointer"),
    [
        ("/chains", {}, "/title"),
        ("/chains", {"title": "Х", "capacity_per_month": 5}, ""),
        ("/chains", {"title": "Х", "include_optional": True}, ""),
        ("/chains", {"title": "Х", "kind": "кривая"}, "/kind"),
        ("/chains", {"title": "Х", "investment_rub": -1}, "/investment_rub"),
        ("/chains", {"product": "Ъыь"}, "/product"),
        ("/chains", {"product": "Кирпич силикатный рядовой"}, "/product"),
        ("/chains", FACADE | {"unit": "шт."}, "/unit"),
        ("/chains", FACADE | {"unit": "ведро"}, "/unit"),
        ("/chains", FACADE | {"okpd2": "фасад"}, "/okpd2"),
        ("/chains", FACADE | {"initiator_id": 999}, "/initiator_id"),
        ("/chains", FACADE | {"capacity_per_month": "много"}, "/capacity_per_month"),
        ("/projects", {"chain_id": 999, "title": "Х", "product": "Х"}, "/chain_id"),
        ("/projects", {"chain_id": 1, "product": "Газоблок"}, "/title"),
        ("/projects", {"chain_id": 1, "title": "Х"}, "/product"),
        ("/projects", {"chain_id": 1, "product": "Ъыь", "from_recipe": True}, "/product"),
        ("/projects", {"chain_id": 1, "title": "Х", "product": "Х", "unit": "ведро"}, "/unit"),
        ("/slots", {"project_id": 999, "title": "Х"}, "/project_id"),
        ("/slots", {"project_id": 1}, "/title"),
        ("/slots", {"project_id": 1, "title": "газоблок"}, "/title"),
        ("/slots", {"project_id": 1, "title": "Х", "volume_per_month": -1}, "/volume_per_month"),
        ("/slots", {"project_id": 1, "title": "Х", "unit": "ведро"}, "/unit"),
        ("/slots", {"project_id": 1, "title": "Х", "filled_by": [2]}, "/basis"),
        ("/slots", {"project_id": 1, "title": "Х", "filled_by": [999], "basis": "contract"}, "/filled_by"),
        ("/slots", {"project_id": 1, "title": "Х", "filled_by": [1], "basis": "contract"}, "/filled_by"),
        ("/slots", {"project_id": 1, "title": "Х", "filled_by": [4], "basis": "contract"}, "/filled_by"),
        ("/slots", {"project_id": 1, "title": "Х", "filled_by": ["2"]}, "/filled_by/0"),
        ("/slots", {"project_id": 1, "title": "Х", "basis": "устно"}, "/basis"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_nothing_changes(
    api, services, project, path, values, pointer
):
    before = num_rows(services)
    assert_problem(api.post(path, values), 422, pointer)
    assert num_rows(services) == before


def test_a_circle_of_supplies_is_refused_and_named(api, chain, slot):
    second = api.post(
        "/projects", {"chain_id": chain["id"], "title": "Х", "product": "Х", "initiator_id": 2}
    ).json
    body = {"project_id": second["id"], "title": "Блок", "filled_by": [1], "basis": "contract"}
    problem = assert_problem(api.post("/slots", body), 422, "/filled_by")
    assert problem["detail"] == "Поставки замыкаются в круг: armatura → beton → armatura"


def test_a_patch_changes_what_it_names_and_null_clears(api, chain, project, slot):
    after = api.patch(f"/chains/{chain['id']}", {"stage": "сформирована", "investment_rub": None}).json
    assert (after["stage"], after["investment_rub"], after["title"]) == ("formed", None, "Стены")
    after = api.patch(f"/projects/{project['id']}", {"initiator_id": None, "unit": None}).json
    assert (after["initiator_id"], after["unit"], after["capacity_per_month"]) == (None, None, 25000)
    after = api.patch(f"/slots/{slot['id']}", {"filled_by": None, "volume_per_month": None}).json
    assert (after["filled_by"], after["basis"], after["volume_per_month"]) == ([], None, None)
    assert_problem(api.patch(f"/slots/{slot['id']}", {"title": None}), 422, "/title")
    assert_problem(api.patch(f"/slots/{slot['id']}", {"project_id": 1}), 422, "/project_id")


@pytest.mark.parametrize("path", ["/chains", "/projects", "/slots"])
def test_what_is_archived_or_was_never_there_is_not_found(api, slot, path):
    assert api.delete(f"{path}/1").status_code == 204
    for id_ in (1, 999, 2**53):
        assert_problem(api.patch(f"{path}/{id_}", {}), 404)
        assert_problem(api.delete(f"{path}/{id_}"), 404)
    assert_problem(api.get("/chains/999"), 404)


def test_what_is_in_an_archived_chain_leaves_with_it_and_comes_back_with_it(api, services, chain, slot):
    whole = api.get(f"/chains/{chain['id']}").json
    api.delete(f"/chains/{chain['id']}")
    assert api.get("/chains").json == {"chains": []}
    for path in ("/projects/1", "/slots/1"):
        assert_problem(api.patch(path, {}), 404)
    services.pool_entry.restore(COMMAND_LINE, ChainRow, chain["id"])
    assert api.get(f"/chains/{chain['id']}").json == whole


def test_a_company_that_left_fills_nothing_any_more(api, chain, slot):
    api.delete("/companies/2")
    (project,) = api.get(f"/chains/{chain['id']}").json["projects"]
    assert project["slots"][0]["filled_by"] == [3]
    api.delete("/companies/3")
    (listed,) = api.get("/chains").json["chains"]
    assert listed["counts"] == {"filled": 0, "single_source": 0, "open": 1}


def test_who_started_and_changed_a_chain_is_written_down(api, services):
    slot_id = api.post("/chains", FACADE).json["projects"][0]["slots"][0]["id"]
    api.patch(f"/slots/{slot_id}", {"title": "Кронштейны"})
    with services.database.reading() as session:
        start, edit = session.query(AuditRow).order_by(AuditRow.id.desc()).limit(2).all()[::-1]
    assert (start.action, start.details["counts"]) == (
        "chains.start",
        {"chains": 1, "projects": 1, "slots": 13},
    )
    assert (edit.action, edit.subject, edit.details["counts"]) == ("slots.update", str(slot_id), {"slots": 1})


def test_who_is_not_staff_sees_and_changes_no_chain(services):
    member = Caller("user:7", "member")
    with pytest.raises(ForbiddenError):
        services.chain_entry.chains(member)
    with pytest.raises(ForbiddenError):
        services.chain_entry.start_chain(member, FACADE)
    with pytest.raises(ForbiddenError):
        services.pool_entry.create(member, ChainRow, CHAIN)


def test_recipes_are_listed_with_their_units(api):
    listed = api.get("/recipes").json["recipes"]
    assert len(listed) >= 60
    facade = next(recipe for recipe in listed if recipe["product"] == "Вентилируемый фасад")
    assert (facade["unit"], facade["inputs"], facade["consumers"]) == ("м²", None, None)


def test_a_recipe_tells_inputs_and_consumers(api):
    (recipe,) = api.get("/recipes?product=вентфасад").json["recipes"]
    assert recipe["product"] == "Вентилируемый фасад" and "застройщик" in recipe["consumers"]
    assert recipe["inputs"][0] == {
        "name": "Кронштейны и направляющие фасадной подсистемы",
        "kind": "component",
        "need": "required",
        "okpd2": "25.11.23.120",
        "quantity": 4,
        "unit": "кг",
        "basis": "оценка",
    }


def test_an_unknown_product_has_no_recipe_and_similar_ones_are_named(api):
    problem = assert_problem(api.get("/recipes?product=вентелируемый фасат"), 404)
    assert "«Вентилируемый фасад»" in problem["detail"]
    assert len(api.get("/recipes?product=кирпич силикатный рядовой").json["recipes"]) == 2
