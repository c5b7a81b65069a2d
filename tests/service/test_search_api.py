"""Who can supply and who needs it, over HTTP."""

import re

import pytest

from data.exchange.cells import clean_text
from models.candidates import TOO_LITTLE
from tests.service.conftest import assert_problem

CONCRETE = {"text": "Бетон товарный М500", "kind": "product", "okpd2": "23.63.10"}


def everybody(answer):
    return [*answer["matches"], *answer["near_misses"]]


def codes(answer):
    return [found["company"]["code"] for found in everybody(answer)]


def suppliers(api, need, **more):
    response = api.post("/suppliers/search", {"need": need} | more)
    assert response.status_code == 200, response.text
    return response.json


def buyers(api, offer, **more):
    response = api.post("/buyers/search", {"offer": offer} | more)
    assert response.status_code == 200, response.text
    return response.json


def test_the_company_that_offers_the_very_thing_comes_first(api):
    answer = suppliers(api, CONCRETE)
    first = answer["matches"][0]
    assert first["company"]["code"] == "beton"
    assert first["offers"][0]["title"] == "Бетон товарный М500"
    assert first["grade"] in {"fits", "clarify"}
    assert not answer["no_match"]


def test_an_answer_names_its_snapshot_and_its_model(api, services):
    answer = suppliers(api, CONCRETE)
    assert answer["snapshot"] == services.live.current().snapshot.name
    assert answer["model"] == "words"


def test_every_reason_has_a_state_and_quotes_from_both_texts(api):
    reasons = suppliers(api, CONCRETE)["matches"][0]["reasons"]
    shared = next(reason for reason in reasons if reason["feature"] == "shared_words")
    assert {reason["state"] for reason in reasons} <= {"met", "unknown", "conflict"}
    assert shared["need_quote"] in CONCRETE["text"]
    assert shared["offer_quote"] == "Бетон товарный М500"


def test_nobody_fits_is_said_plainly_with_the_nearest(api):
    answer = suppliers(api, {"text": "балетные пачки"})
    assert answer["no_match"] and answer["matches"] == []
    assert 0 < len(answer["near_misses"]) <= 10
    assert {miss["grade"] for miss in answer["near_misses"]} == {None}
    assert all(miss["fails"] for miss in answer["near_misses"])


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_matches_and_near_misses_together_hold_up_to_the_limit(api, limit):
    answer = suppliers(api, CONCRETE, limit=limit)
    assert len(everybody(answer)) == min(limit, 4)
    assert codes(answer) == codes(suppliers(api, CONCRETE))[:limit]


def test_a_company_stands_in_an_answer_once(api):
    found = codes(suppliers(api, {"text": "бетон доставка миксером"}))
    assert len(found) == len(set(found))


def test_an_outside_customer_never_supplies(api):
    assert "trest" not in codes(suppliers(api, {"text": "Бетон М500 для фундамента"}))


def test_the_asker_of_a_stored_need_is_not_its_own_supplier(api):
    answer = api.post("/suppliers/search", {"need_id": 2}).json
    assert "okna" not in codes(answer)
    assert codes(answer)[0] == "armatura"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": ["member"]}, {"beton"}),
        ({"status": ["участник", "вступает"]}, {"beton", "okna"}),
        ({"status": []}, {"beton", "armatura", "okna", "krany"}),
        ({"status": ["outside_customer"]}, set()),
        ({"kinds": ["service"]}, {"beton"}),
        ({"kinds": ["УСЛУГА"]}, {"beton"}),
        ({"okpd2_prefix": "24"}, {"armatura"}),
        ({"okpd2_prefix": "24.10.62"}, {"armatura"}),
        ({"okpd2_prefix": "24.10.63"}, set()),
        ({"regions": ["Тюменская область"]}, {"beton", "armatura", "okna", "krany"}),
        ({"regions": ["Омская область"]}, set()),
        ({"regions": [""]}, set()),
        ({"max_distance_km": 0}, {"beton"}),
        ({"max_distance_km": 250}, {"beton", "armatura"}),
        ({"max_distance_km": 250, "status": ["prospect"]}, {"armatura"}),
        ({"kinds": ["product"], "okpd2_prefix": "22", "status": ["joining"]}, {"okna"}),
    ],
)
def test_filters_hold_one_by_one_and_together(api, filters, expected):
    need = {"text": "бетон арматура окна", "place": "Тюмень"}
    assert set(codes(suppliers(api, need, filters=filters))) == expected


def test_too_far_is_a_near_miss_that_says_so(api):
    answer = suppliers(api, CONCRETE | {"place": "Омск"})
    miss = next(m for m in answer["near_misses"] if m["company"]["code"] == "beton")
    assert "Возят только до 100 км" in miss["fails"]
    assert "beton" not in [m["company"]["code"] for m in answer["matches"]]


def test_a_company_without_offers_takes_part_provisionally(api):
    answer = suppliers(api, {"text": "Ремонт башенных кранов"})
    found = next(c for c in everybody(answer) if c["company"]["code"] == "krany")
    assert found["grade"] in {"little_data", None}
    assert [(o["id"], o["provisional"]) for o in found["offers"]] == [(None, True)]
    assert "unconfirmed" in [reason["feature"] for reason in found["reasons"]]


def test_buyers_of_an_offer_are_needs(api):
    answer = buyers(api, {"text": "Бетон М500 для фундамента", "kind": "product"})
    first = everybody(answer)[0]
    assert first["company"]["code"] == "trest"
    assert first["needs"][0]["title"] == "Бетон М500 для фундамента"


def test_the_seller_of_a_stored_offer_is_not_its_own_buyer(api):
    answer = api.post("/buyers/search", {"offer_id": 4}).json
    assert codes(answer) == ["trest"]


def test_the_radius_of_a_typed_offer_counts_from_its_place(api):
    offer = {"text": "Бетон М500 для фундамента", "radius_km": 50, "place": "Омск"}
    far = next(c for c in everybody(buyers(api, offer)) if c["company"]["code"] == "trest")
    near = next(
        c for c in everybody(buyers(api, offer | {"place": "Тюмень"})) if c["company"]["code"] == "trest"
    )
    assert [r["state"] for r in far["reasons"] if r["feature"] == "within_reach"] == ["conflict"]
    assert [r["state"] for r in near["reasons"] if r["feature"] == "within_reach"] == ["met"]


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/buyers/search", {}, "/offer"),
        ("/buyers/search", {"offer": {"text": ""}}, "/offer/text"),
        ("/buyers/search", {"offer_id": 999}, "/offer_id"),
        ("/buyers/search", {"offer": {"text": "x"}, "filters": {"max_distance_km": 1}}, "/offer/place"),
        ("/suppliers/search", {"need_id": 999}, "/need_id"),
        ("/suppliers/search", {"offer": {"text": "x"}}, "/offer"),
    ],
)
def test_a_search_without_its_subject_is_refused(api, path, body, pointer):
    assert_problem(api.post(path, body), 422, pointer)


@pytest.mark.parametrize(
    "text",
    [
        "б" * 10_000,
        "бетон " * 1_600,
        "1 " * 5_000,
        "!?.," * 2_000,
        "😀" * 1_000,
        "עברית 中文 İstanbul ß ﬁ",
        "и в на",
        "бе\u00adтон\u200b",
        "бет\x00он",
        "а1" * 5_000,
    ],
    ids=range(10),
)
def test_strange_needs_are_answered(api, text):
    answer = suppliers(api, {"text": text})
    for found in everybody(answer):
        for reason in found["reasons"]:
            assert (reason["need_quote"] or "") in clean_text(text)


def test_an_archived_company_is_gone_at_once_before_any_rebuild(api):
    before = codes(suppliers(api, CONCRETE))
    snapshot = suppliers(api, CONCRETE)["snapshot"]
    assert api.delete("/companies/1").status_code == 204
    answer = suppliers(api, CONCRETE)
    assert before[0] == "beton" and "beton" not in codes(answer)
    assert answer["snapshot"] == snapshot


def test_an_archived_offer_and_need_are_gone_at_once(api):
    api.delete("/offers/1")
    api.delete("/needs/1")
    titles = [o["title"] for c in everybody(suppliers(api, CONCRETE)) for o in c["offers"]]
    assert "Бетон товарный М500" not in titles
    assert "trest" not in codes(buyers(api, {"text": "Бетон М500 для фундамента"}))


def test_what_is_no_match_says_why(api):
    reasons = {m["fails"] for m in suppliers(api, {"text": "балетные пачки"})["near_misses"]}
    assert reasons == {TOO_LITTLE}


def test_before_the_first_snapshot_it_is_not_ready(api, services):
    services.live._matcher = None  # as it is in the seconds after a start
    assert_problem(api.post("/suppliers/search", {"need": {"text": "бетон"}}), 503)


def test_probabilities_are_of_four_digits_and_fall_within_a_grade(api):
    found = suppliers(api, CONCRETE)["near_misses"]
    probabilities = [c["probability"] for c in found]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= p <= 1 and re.fullmatch(r"\d(\.\d{1,4})?", str(p)) for p in probabilities)


def test_ballet_tutus_find_nobody_in_the_demo_pool(demo_api):
    answer = suppliers(demo_api, {"text": "балетные пачки"})
    assert answer["no_match"] and answer["matches"] == []


def test_the_demo_pool_answers_a_plain_need(demo_api):
    answer = suppliers(demo_api, {"text": "бетон М300 с доставкой в Тюмень", "kind": "product"})
    assert any("етон" in offer["title"] for offer in answer["matches"][0]["offers"])
