"""Verdicts over HTTP: given, listed, taken back, and what a search makes of them."""

import pytest

from tests.service.conftest import assert_problem

CONCRETE = "Бетон товарный М500"
NEED = {"text": CONCRETE, "kind": "product"}
UNKNOWN = 999_999


class Pairs:
    """Verdicts on what a search found, named as a client would name it."""

    def __init__(self, api):
        self.api = api
        answer = self.answer()
        self.snapshot = answer["snapshot"]
        self.found = {c["company"]["code"]: c for c in everybody(answer)}

    def answer(self, need=None):
        body = {"need_id": need} if isinstance(need, int) else {"need": need or NEED}
        response = self.api.post("/suppliers/search", body)
        assert response.status_code == 200, response.text
        return response.json

    def offer(self, code):
        return self.found[code]["offers"][0]["id"]

    def company(self, code):
        return self.found[code]["company"]["id"]

    def post(self, verdict, **fields):
        body = {"verdict": verdict, "snapshot": self.snapshot} | fields
        if "need_id" not in fields:
            body = {"need": NEED} | body
        return self.api.post("/verdicts", {name: value for name, value in body.items() if value is not None})

    def give(self, verdict, **fields):
        response = self.post(verdict, **fields)
        assert response.status_code == 201, response.text
        return response.json


@pytest.fixture
def pairs(api):
    return Pairs(api)


def everybody(answer):
    return [*answer["matches"], *answer["near_misses"]]


def codes(answer):
    return [found["company"]["code"] for found in everybody(answer)]


def titles(answer):
    return {offer["title"] for found in everybody(answer) for offer in found["offers"]}


def verdict_on(answer, code):
    return next(c["verdict"] for c in everybody(answer) if c["company"]["code"] == code)


def buyers(api, offer_id):
    return api.post("/buyers/search", {"offer_id": offer_id}).json


def test_a_verdict_is_kept_as_it_was_given(pairs):
    given = pairs.give("contract", offer_id=pairs.offer("beton"), amount_rub=1.5e6, rank=1)
    assert given["id"] > 0 and given["given_by"].startswith("key:")
    expected = {
        "need_id": None,
        "need_text": CONCRETE,
        "company_id": pairs.company("beton"),
        "offer_id": pairs.offer("beton"),
        "verdict": "contract",
        "reason": None,
        "amount_rub": 1.5e6,
        "rank": 1,
        "snapshot": pairs.snapshot,
    }
    assert given | expected == given


def test_words_of_the_lists_may_be_russian(pairs):
    given = pairs.give("Не подходит", reason="не тот товар", offer_id=pairs.offer("okna"))
    assert (given["verdict"], given["reason"]) == ("unsuitable", "wrong_product")


@pytest.mark.parametrize("reason", ["wrong_product", "far", "expensive", "volume", "no_answer"])
def test_unsuitable_hides_the_offer_at_once_and_the_undo_brings_it_back(pairs, reason):
    given = pairs.give("unsuitable", reason=reason, offer_id=pairs.offer("armatura"))
    assert "armatura" not in codes(pairs.answer())
    assert pairs.api.delete(f"/verdicts/{given['id']}").status_code == 204
    assert "armatura" in codes(pairs.answer())


def test_another_offer_of_the_company_stays_where_only_the_goods_are_wrong(pairs):
    need = {"text": "бетон доставка миксером"}
    pairs.give("unsuitable", reason="wrong_product", offer_id=pairs.offer("beton"), need=need)
    answer = pairs.answer(need)
    assert "beton" in codes(answer)
    assert CONCRETE not in titles(answer)


@pytest.mark.parametrize("reason", ["far", "no_answer"])
def test_a_company_that_is_far_or_silent_goes_with_all_its_offers(pairs, reason):
    pairs.give("unsuitable", reason=reason, offer_id=pairs.offer("beton"))
    assert "beton" not in codes(pairs.answer())


def test_a_hidden_pair_makes_room_for_the_next_company(pairs):
    pairs.give("unsuitable", reason="far", offer_id=pairs.offer("beton"))
    answer = pairs.api.post("/suppliers/search", {"need": NEED, "limit": 3}).json
    assert len(everybody(answer)) == 3


def test_only_the_need_that_was_judged_loses_the_pair(pairs):
    pairs.give("unsuitable", reason="far", offer_id=pairs.offer("beton"))
    assert "beton" not in codes(pairs.answer({"text": f"  {CONCRETE.upper()}  "}))
    assert "beton" in codes(pairs.answer({"text": CONCRETE + " с доставкой"}))


def test_a_need_of_the_pool_has_verdicts_of_its_own(pairs):
    need = pairs.api.post("/needs", {"company_id": pairs.company("okna"), "title": CONCRETE}).json["id"]
    pairs.give("unsuitable", need_id=need, reason="expensive", offer_id=pairs.offer("armatura"))
    assert "armatura" not in codes(pairs.answer(need))
    assert "armatura" in codes(pairs.answer())


def test_a_company_without_offers_is_judged_by_its_own_id(pairs):
    assert pairs.offer("krany") is None
    pairs.give("unsuitable", reason="wrong_product", company_id=pairs.company("krany"))
    assert "krany" not in codes(pairs.answer())


def test_a_refused_need_is_not_proposed_to_the_offer_either(pairs, api):
    offer, need = pairs.offer("armatura"), 2
    assert "okna" in codes(buyers(api, offer))
    pairs.give("unsuitable", need_id=need, reason="volume", offer_id=offer)
    assert "okna" not in codes(buyers(api, offer))
    assert "okna" in codes(api.post("/buyers/search", {"offer": {"text": "Арматура А500С 12 мм"}}).json)


@pytest.mark.parametrize("verdict", ["suitable", "known", "contacted", "quoted", "contract"])
def test_any_other_verdict_hides_nothing_and_stands_in_the_answer(pairs, verdict):
    given = pairs.give(verdict, offer_id=pairs.offer("beton"))
    answer = pairs.answer()
    assert verdict_on(answer, "beton") == {"id": given["id"], "verdict": verdict}
    assert verdict_on(answer, "okna") is None


def test_a_buyer_bears_the_verdict_on_its_need(pairs, api):
    given = pairs.give("contacted", need_id=2, offer_id=pairs.offer("armatura"))
    found = verdict_on(buyers(api, pairs.offer("armatura")), "okna")
    assert found == {"id": given["id"], "verdict": "contacted"}


def test_a_new_verdict_takes_the_place_of_the_one_before_whoever_gave_it(pairs, api):
    pairs.give("unsuitable", reason="far", offer_id=pairs.offer("beton"))
    given = pairs.give("quoted", offer_id=pairs.offer("beton"))
    assert [row["id"] for row in api.get("/verdicts").json["verdicts"]] == [given["id"]]
    assert verdict_on(pairs.answer(), "beton")["verdict"] == "quoted"


def test_the_same_twice_is_undone_by_one_undo(pairs, api):
    for _ in range(2):
        given = pairs.give("unsuitable", reason="far", offer_id=pairs.offer("beton"))
    api.delete(f"/verdicts/{given['id']}")
    assert "beton" in codes(pairs.answer())


def test_verdicts_are_listed_by_need_newest_first(pairs, api):
    first = pairs.give("contacted", need_id=1, offer_id=pairs.offer("beton"))
    second = pairs.give("suitable", need_id=1, offer_id=pairs.offer("armatura"))
    third = pairs.give("suitable", offer_id=pairs.offer("armatura"))
    assert api.get("/verdicts?need_id=1").json == {"verdicts": [second, first]}
    assert api.get("/verdicts").json == {"verdicts": [third, second, first]}
    assert api.get("/verdicts?limit=1").json == {"verdicts": [third]}
    assert api.get("/verdicts?need_id=2").json == {"verdicts": []}


def test_a_verdict_is_taken_back_once_or_many_times(pairs, api):
    given = pairs.give("suitable", offer_id=pairs.offer("beton"))
    path = f"/verdicts/{given['id']}"
    assert [api.delete(path).status_code for _ in range(2)] == [204, 204]
    assert api.get("/verdicts").json == {"verdicts": []}


@pytest.mark.parametrize("id_", [UNKNOWN, 2**31, 2**53])
def test_an_unknown_verdict_cannot_be_taken_back(api, id_):
    assert_problem(api.delete(f"/verdicts/{id_}"), 404)


@pytest.mark.parametrize(
    ("verdict", "fields", "place"),
    [
        ("splendid", {}, "verdict"),
        ("unsuitable", {}, "reason"),
        ("unsuitable", {"reason": "ugly"}, "reason"),
        ("suitable", {"reason": "far"}, "reason"),
        ("quoted", {"amount_rub": 5.0}, "amount_rub"),
        ("contract", {"amount_rub": -1.0}, "amount_rub"),
        ("suitable", {"offer_id": None}, "offer_id"),
        ("suitable", {"offer_id": UNKNOWN}, "offer_id"),
        ("suitable", {"offer_id": 2**53}, "offer_id"),
        ("suitable", {"offer_id": None, "company_id": UNKNOWN}, "company_id"),
        ("suitable", {"company_id": 2}, "company_id"),
        ("suitable", {"offer_id": None, "company_id": 4}, "company_id"),
        ("suitable", {"need": None}, "need"),
        ("suitable", {"need": {"text": " "}}, "need/text"),
        ("suitable", {"need_id": UNKNOWN}, "need_id"),
        ("suitable", {"need": NEED, "need_id": 1}, "need_id"),
        ("suitable", {"rank": 0}, "rank"),
        ("suitable", {"snapshot": None}, "snapshot"),
        ("suitable", {"snapshot": " "}, "snapshot"),
        ("suitable", {"snapshot": 5}, "snapshot"),
        ("suitable", {"snapshot": "снимок"}, "snapshot"),
        ("suitable", {"snapshot": "20261123T000009887184-ec5baf04\n"}, "snapshot"),
        ("suitable", {"snapshot": "٢0261123T000009887184-ec5baf04"}, "snapshot"),
        ("suitable", {"snapshot": "../20261123T000009887184-ec5baf04"}, "snapshot"),
    ],
)
def test_a_wrong_field_is_named(pairs, verdict, fields, place):
    response = pairs.post(verdict, **{"offer_id": 1} | fields)
    assert_problem(response, 422, pointer=f"/{place}")


def test_a_company_does_not_supply_itself(pairs):
    response = pairs.post("suitable", need_id=2, offer_id=pairs.offer("okna"))
    assert_problem(response, 422, pointer="/offer_id")


@pytest.mark.parametrize(
    ("path", "place"), [("/needs/2", "need_id"), ("/offers/3", "offer_id"), ("/companies/3", "need_id")]
)
def test_what_left_the_pool_is_not_judged(pairs, api, path, place):
    assert api.delete(path).status_code == 204
    problem = assert_problem(pairs.post("suitable", need_id=2, offer_id=3), 422, pointer=f"/{place}")
    assert "в архиве" in problem["detail"]


def test_verdicts_of_an_unknown_need_are_refused(api):
    assert_problem(api.get(f"/verdicts?need_id={UNKNOWN}"), 422, parameter="need_id")


def test_a_verdict_does_not_make_the_snapshot_stale(pairs, services):
    pairs.give("suitable", offer_id=pairs.offer("beton"))
    services.follower.step()
    assert pairs.answer()["snapshot"] == pairs.snapshot
