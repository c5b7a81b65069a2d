"""Why a company is not in the answer, over HTTP."""

import json
import shutil
from math import log

import pytest

from data.profiles import Need
from data.tables.pool import NeedRow
from models.publishing import new_name
from models.ranking.features import CHANNELS, FEATURES
from models.ranking.filters import Filters
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import assert_problem, opened

CONCRETE = {"text": "Бетон товарный М500", "kind": "product", "okpd2": "23.63.10"}
UNKNOWN = 999_999
WEIGHTS = {"title_coverage": 8.0, "meaning": 0.5, "spec_conflict": -2.0}
SCORER = {
    "features": FEATURES,
    "weights": [WEIGHTS.get(name, 0.0) for name in FEATURES],
    "intercept": -4.0,
    "fits": 0.7,
    "shown": 0.3,
    "near_best": 0.5,
    "reference": {name: {"mean": 0.3, "deviation": 0.2} for name in CHANNELS},
}


@pytest.fixture
def services(filled_folder, tmp_path):
    """The small pool with a scorer of its own: what is tested here does not hang on the shipped weights."""
    scorer = tmp_path / "scorer.json"
    scorer.write_text(json.dumps(SCORER))
    folder = shutil.copytree(filled_folder, tmp_path / "data")
    services = opened(folder, WordsEncoder(), scorer=scorer)
    yield services
    services.database.close()


@pytest.fixture
def ids(api):
    """Ids of the companies by their codes."""
    return {c["code"]: c["id"] for c in api.get("/companies").json["companies"]}


@pytest.fixture
def why(api, ids):
    def ask(code, need=CONCRETE, **more):
        body = {"need": need, "company_id": ids[code]} | more
        response = api.post("/explanations", {k: v for k, v in body.items() if v is not None})
        assert response.status_code == 200, response.text
        return response.json

    return ask


def failed(found):
    return [step["step"] for step in found["steps"] if not step["passed"]]


def test_a_match_is_explained_like_in_the_search(api, why):
    found = why("beton")
    first = api.suppliers("Бетон товарный М500", need=CONCRETE)["matches"][0]
    assert (found["state"], found["rank"], found["grade"]) == ("match", 1, first["grade"])
    assert found["company"] == first["company"]
    assert found["offer"] == first["offers"][0]
    assert found["reasons"] == first["reasons"] and found["questions"] == first["questions"]
    assert failed(found) == [] and found["would_let_in"] == []


def test_the_contributions_add_up_to_the_score(why):
    for code in ("beton", "armatura", "krany"):
        found = why(code)
        probability = found["probability"]
        added = found["contributions"]
        assert [one["feature"] for one in added] == ["intercept", *FEATURES]
        assert all(one["text"].strip() for one in added)
        total = sum(one["contribution"] for one in added)
        assert total == pytest.approx(log(probability / (1 - probability)), abs=1e-6)


def test_a_filter_is_named_with_the_way_back(why):
    found = why("beton", filters={"status": ["вступает"], "okpd2_prefix": "24"})
    assert (found["state"], found["rank"], found["grade"]) == ("filtered", None, None)
    assert failed(found) == ["status", "okpd2"]
    assert found["would_let_in"] == ["снять отбор по статусу", "снять отбор по ОКПД2"]
    assert found["probability"] > 0.7


def test_a_low_probability_names_the_number_and_the_threshold(why):
    found = why("okna")
    assert found["state"] == "near_miss" and failed(found) == ["probability"]
    assert "оценка не ниже 0,30, сейчас 0,0" in found["would_let_in"][-1]


def test_too_far_names_the_radius(why):
    found = why("beton", CONCRETE | {"place": "Омск"})
    assert found["state"] == "near_miss" and "reach" in failed(found)
    assert any(text.startswith("радиус поставки от 5") for text in found["would_let_in"])


def test_an_outside_customer_and_the_asker_are_told(why, services):
    assert why("trest")["state"] == "outside_customer"
    with services.database.reading() as session:
        need_id = session.query(NeedRow).filter_by(title="Арматура А500С для перемычек").one().id
    own = why("okna", None, need_id=need_id)
    assert (own["state"], own["offer"], own["contributions"]) == ("self", None, [])
    assert why("armatura", None, need_id=need_id)["state"] == "match"


def test_an_archived_company_is_told_from_one_that_never_was(api, why, ids):
    api.delete(f"/companies/{ids['beton']}")
    found = why("beton")
    assert (found["state"], found["would_let_in"]) == ("withdrawn", ["вернуть компанию из архива"])
    response = api.post("/explanations", {"need": CONCRETE, "company_id": UNKNOWN})
    assert_problem(response, 422, "/company_id")


def test_a_company_entered_after_the_snapshot_is_told(api, why, ids):
    ids["new"] = api.post("/companies", {"name": "Новая", "code": "new"}).json["id"]
    assert why("new")["state"] == "not_in_snapshot"


def test_a_verdict_that_hides_is_told(api, why, ids):
    offer_id = why("beton")["offer"]["id"]
    verdict = {"verdict": "unsuitable", "reason": "far", "snapshot": new_name(), "offer_id": offer_id}
    assert api.post("/verdicts", verdict | {"need": CONCRETE}).status_code == 201
    found = why("beton")
    assert (found["state"], found["would_let_in"]) == ("hidden", ["отменить вердикт"])


def test_a_company_without_offers_is_compared_provisionally(why):
    found = why("krany", {"text": "Ремонт башенных кранов"})
    assert found["offer"]["provisional"] and found["offer"]["id"] is None
    assert any("предварительное" in step["text"] for step in found["steps"])
    assert found["questions"][0] == "Поставляете ли вы «Ремонт башенных кранов»?"


def test_the_limit_of_the_search_counts(api, why, ids):
    answer = api.suppliers("бетон арматура окна")
    codes = [c["company"]["code"] for c in (*answer["matches"], *answer["near_misses"])]
    found = why(codes[1], {"text": "бетон арматура окна"}, limit=1)
    assert (found["state"], found["rank"]) == ("beyond_limit", 2)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"company_id": 1}, "/need"),
        ({"need": CONCRETE}, "/company_id"),
        ({"need": CONCRETE, "need_id": 1, "company_id": 1}, "/need_id"),
        ({"need_id": UNKNOWN, "company_id": 1}, "/need_id"),
        ({"need": {"text": " "}, "company_id": 1}, "/need/text"),
        ({"need": CONCRETE, "company_id": "1"}, "/company_id"),
        ({"need": CONCRETE, "company_id": 0}, "/company_id"),
        ({"need": CONCRETE, "company_id": 2**53}, "/company_id"),
        ({"need": CONCRETE, "company_id": 1, "limit": 0}, "/limit"),
        ({"need": CONCRETE, "company_id": 1, "filters": {"status": ["чужой"]}}, "/filters/status/0"),
        ({"need": CONCRETE, "company_id": 1, "filters": {"max_distance_km": 5}}, "/need/place"),
        ({"need": CONCRETE, "company_id": 1, "more": 1}, "/more"),
    ],
)
def test_what_is_wrong_is_named(api, body, pointer):
    assert_problem(api.post("/explanations", body), 422, pointer)


def test_only_staff_may_ask(services, ids):
    with pytest.raises(ForbiddenError):
        services.explaining.why(Caller("key:1", "member"), Need(title="бетон"), 1, 10, Filters())
    found, _ = services.explaining.why(COMMAND_LINE, Need(title="бетон"), ids["beton"], 10, Filters())
    assert found.company.code == "beton"


def test_a_search_tells_what_to_ask_and_whether_the_text_offers(api):
    answer = api.suppliers("есть 400 поддонов некондиции", need={"place": "Тобольск"})
    assert answer["offers_something"] is True
    answer = api.suppliers("Арматура А500С 12 мм", need={"place": "Ишим"})
    assert answer["offers_something"] is False
    found = next(c for c in answer["matches"] if c["company"]["code"] == "armatura")
    assert any(question.startswith("Возите ли в Ишим") for question in found["questions"])
    unknown = [reason["text"] for reason in found["reasons"] if reason["state"] == "unknown"]
    assert len(found["questions"]) <= len(unknown)
