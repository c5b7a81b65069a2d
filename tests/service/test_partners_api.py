"""Partners of a company over HTTP: every direction, several steps, inferred inputs."""

import pytest

from data.tables.pool import AuditRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import assert_problem, opened
from tests.service.partner_worlds import CEMENT, LIME, fill, save_scorer

UNKNOWN = 999_999
GREASE = "Смазка для форм газобетона"


@pytest.fixture
def services(tmp_path):
    services = opened(tmp_path / "data", WordsEncoder(), scorer=save_scorer(tmp_path / "scorer.json"))
    yield services
    services.database.close()


@pytest.fixture
def ids(services):
    return fill(services)


@pytest.fixture
def partners(api, ids):
    def ask(code, direction, **query):
        response = api.get(f"/companies/{ids[code]}/partners", query_string={"direction": direction} | query)
        assert response.status_code == 200, response.text
        return response.json["partners"]

    return ask


@pytest.fixture
def inputs(api, ids):
    def ask(code):
        found = api.get(f"/companies/{ids[code]}/inputs").json["inputs"]
        return {one["name"]: one for one in found}

    return ask


def codes(found):
    return [partner["company"]["code"] for partner in found]


def test_upstream_are_suppliers_of_slots_needs_and_inputs_with_pair_and_contract(partners, ids):
    found = {p["company"]["code"]: p for p in partners("blok", "upstream")}
    assert list(found) == ["cem", "lime"]
    assert set(found["cem"]) == {"company", "region", "probability", "grade", "pairs", "reasons", "contract"}
    slot, inferred = found["cem"]["pairs"]
    assert (slot["slot"]["title"], slot["slot"]["project"]["title"]) == (CEMENT, "Третья нитка")
    assert (inferred["input"]["name"], inferred["input"]["products"]) == (CEMENT, ["Газоблок D500"])
    assert set(slot["offer"]) == {"id", "title", "okpd2", "company_id"}
    assert slot["offer"]["company_id"] == ids["cem"]
    assert (found["cem"]["contract"], found["lime"]["contract"]) == (True, False)
    assert found["cem"]["probability"] == slot["probability"] > 0.9


def test_each_proposal_has_reasons_with_words_of_both_texts(partners):
    found = partners("blok", "upstream")
    assert found
    for partner in found:
        quotes = [(r["need_quote"], r["offer_quote"]) for r in partner["reasons"]]
        assert any(need and offer for need, offer in quotes)


def test_a_maker_of_the_same_is_never_upstream_and_rightly_horizontal(partners):
    assert "gaz" not in codes(partners("blok", "upstream"))  # though it sells cement
    assert "blok" not in codes(partners("gaz", "downstream"))
    pooled = partners("blok", "horizontal", sort="pooled_capacity")
    assert codes(pooled) == ["gaz"]
    assert (pooled[0]["sort"], pooled[0]["pairs"][0]["offer"]["title"]) == (
        "pooled_capacity",
        "Газоблок D600",
    )
    assert "вместе 800 м³ в месяц" in pooled[0]["told"]


def test_downstream_are_customers_by_needs_and_by_what_their_products_take(partners):
    (customer,) = partners("blok", "downstream")
    assert (customer["company"]["code"], customer["pairs"][0]["need"]["title"]) == ("dom", "Газоблок D500")
    by_lime = {p["company"]["code"]: p["pairs"][0] for p in partners("lime", "downstream")}
    assert set(by_lime) == {"cem", "blok", "gaz"}
    assert by_lime["cem"]["need"]["title"] == "Известь"
    assert by_lime["gaz"]["input"]["name"] == LIME


def test_who_takes_the_same_could_order_together(partners):
    shared = partners("blok", "horizontal", sort="shared_order")
    assert codes(shared) == ["gaz"]
    assert (shared[0]["probability"], shared[0]["grade"]) == (1.0, "fits")
    assert f"«{LIME}»" in shared[0]["told"]


def test_a_limit_keeps_the_best(partners):
    assert codes(partners("blok", "upstream", limit=1)) == codes(partners("blok", "upstream"))[:1]


def test_a_way_of_two_steps_names_the_pair_of_each(api, ids):
    found = api.get(f"/companies/{ids['blok']}/steps?direction=upstream&depth=2").json["ways"]
    assert [[s["company"]["code"] for s in way["steps"]] for way in found] == [["cem", "lime"]]
    first, second = found[0]["steps"]
    assert (first["pair"]["offer"]["title"], first["contract"]) == (CEMENT, True)
    assert (second["pair"]["need"]["title"], second["contract"]) == ("Известь", False)
    product = first["pair"]["probability"] * second["pair"]["probability"]
    assert found[0]["probability"] == pytest.approx(product, abs=1e-3)


def test_inputs_are_inferred_from_what_the_company_makes(inputs):
    found = inputs("blok")
    assert (found[LIME]["state"], found[LIME]["necessity"]) == ("inferred", "required")
    assert found[LIME]["products"] == ["Газоблок D500"]
    assert (found[LIME]["volume"], found[LIME]["unit"]) == (pytest.approx(0.08 * 1000 * 0.6), "т")
    assert inputs("dom") == {}


def test_what_a_company_makes_itself_is_told_and_asked_of_nobody(inputs, partners):
    assert inputs("gaz")[CEMENT]["made_itself"]
    assert codes(partners("gaz", "upstream")) == ["lime"]


def test_a_struck_input_is_asked_of_nobody_until_the_decision_is_forgotten(api, ids, inputs, partners):
    path = f"/companies/{ids['blok']}/inputs"
    assert api.send("PUT", path, {"name": LIME, "accepted": False}).json["state"] == "struck"
    assert inputs("blok")[LIME]["state"] == "struck"
    assert codes(partners("blok", "upstream")) == ["cem"]
    assert "blok" not in codes(partners("lime", "downstream"))
    assert api.delete(f"{path}?name={LIME}").status_code == 204
    assert inputs("blok")[LIME]["state"] == "inferred"
    assert codes(partners("blok", "upstream")) == ["cem", "lime"]
    assert "blok" in codes(partners("lime", "downstream"))


def test_a_decision_in_any_case_of_letters_is_about_the_same_input(api, ids, inputs):
    path = f"/companies/{ids['blok']}/inputs"
    decided = api.send("PUT", path, {"name": f"  {LIME.upper()} ", "accepted": True}).json
    assert (decided["name"], decided["state"]) == (LIME, "accepted")
    assert api.send("PUT", path, {"name": LIME, "accepted": False}).json["state"] == "struck"


def test_decisions_stand_in_the_audit_log(api, ids, services):
    path = f"/companies/{ids['blok']}/inputs"
    api.send("PUT", path, {"name": LIME, "accepted": True})
    api.delete(f"{path}?name={LIME}")
    with services.database.reading() as session:
        rows = session.query(AuditRow).order_by(AuditRow.id.desc()).limit(2).all()
    assert [(row.action, row.subject) for row in rows] == [
        ("inputs.forget", str(ids["blok"])),
        ("inputs.decide", str(ids["blok"])),
    ]
    assert all(row.actor.startswith("key:") for row in rows)


@pytest.mark.parametrize("path", ["partners", "steps", "inputs"])
def test_a_company_that_is_not_there_or_left_has_no_partners(api, ids, path):
    assert_problem(api.get(f"/companies/{UNKNOWN}/{path}"), 404)
    api.delete(f"/companies/{ids['blok']}")
    assert_problem(api.get(f"/companies/{ids['blok']}/{path}"), 404)


def test_a_company_that_left_is_nobodys_partner(api, ids, partners):
    partners("blok", "upstream")
    api.delete(f"/companies/{ids['cem']}")
    assert codes(partners("blok", "upstream")) == ["lime"]
    assert "cem" not in codes(partners("lime", "downstream"))


def test_a_company_younger_than_the_snapshot_has_no_partners_yet(api, ids):
    new = api.post("/companies", {"name": "Новая"}).json["id"]
    assert api.get(f"/companies/{new}/partners").json == {"partners": []}
    assert api.get(f"/companies/{new}/steps").json == {"ways": []}
    assert api.get(f"/companies/{new}/inputs").json == {"inputs": []}


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("partners?direction=sideways", "direction"),
        ("partners?limit=0", "limit"),
        ("partners?limit=много", "limit"),
        ("partners?direction=horizontal&sort=friendship", "sort"),
        ("partners?direction=upstream&sort=pooled_capacity", "sort"),
        ("partners?what=1", "what"),
        ("steps?direction=horizontal", "direction"),
        ("steps?depth=0", "depth"),
        ("steps?depth=5", "depth"),
        ("steps?depth=2.5", "depth"),
    ],
)
def test_a_wrong_parameter_is_named(api, ids, path, parameter):
    assert_problem(api.get(f"/companies/{ids['blok']}/{path}"), 422, parameter=parameter)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "Золото", "accepted": True}, "/name"),
        ({"name": " ", "accepted": True}, "/name"),
        ({"name": LIME}, "/accepted"),
        ({"name": LIME, "accepted": "да"}, "/accepted"),
        ({"name": LIME, "accepted": True, "more": 1}, "/more"),
    ],
)
def test_a_wrong_decision_is_named_and_changes_nothing(api, ids, inputs, body, pointer):
    assert_problem(api.send("PUT", f"/companies/{ids['blok']}/inputs", body), 422, pointer)
    assert {one["state"] for one in inputs("blok").values()} == {"inferred"}


def test_forgetting_needs_a_decision_and_a_name(api, ids):
    path = f"/companies/{ids['blok']}/inputs"
    assert_problem(api.delete(f"{path}?name={GREASE}"), 404)
    assert_problem(api.delete(path), 422, parameter="name")
    assert_problem(api.delete(f"{path}?name={LIME}&more=1"), 422, parameter="more")


def test_only_staff_see_partners_and_decide(services, ids):
    member = Caller("key:1", "member")
    for direction in ("upstream", "downstream", "horizontal"):
        with pytest.raises(ForbiddenError):
            services.partnering.partners(member, ids["blok"], direction, 10)
    with pytest.raises(ForbiddenError):
        services.partnering.steps(member, ids["blok"], "downstream", 2)
    with pytest.raises(ForbiddenError):
        services.partnering.inputs(member, ids["blok"])
    with pytest.raises(ForbiddenError):
        services.partnering.decide_input(member, ids["blok"], LIME, accepted=True)
    with pytest.raises(ForbiddenError):
        services.partnering.forget_decision(member, ids["blok"], LIME)
    assert services.partnering.partners(COMMAND_LINE, ids["blok"], "horizontal", 10).proposals
