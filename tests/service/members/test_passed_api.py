"""Requests passed to a member, over the API: without who asks, answered into the journal."""

import json

import pytest

from data.store.verdicts import verdicts_on_need
from service.access import COMMAND_LINE
from service.journal.steps import Said
from service.journal.suppliers import Supplier
from tests.service.conftest import ApiClient, assert_problem
from tests.service.web.conftest import Pool

NEED = {
    "title": "Бетон М500 для ЖК «Радуга» Стройтреста",
    "description": "Звонить Ивану Петрову 8 912 345-67-89",
    "place": "Тюмень",
    "volume": 40,
    "unit": "м³",
}


@pytest.fixture
def pool(services):
    return Pool(services)


@pytest.fixture
def own(app, services):
    return ApiClient(app, services.accounts.create_key("member:beton").key)


@pytest.fixture
def other(app, services):
    return ApiClient(app, services.accounts.create_key("member:okna").key)


@pytest.fixture
def passed(services, pool):
    """The id of a request that was given to «Бетонный двор»."""
    row = services.journal.draft(COMMAND_LINE, "Стройтрест просит бетон", "call")
    services.journal.confirm(COMMAND_LINE, row.id, NEED | {"company_id": pool.company("trest").id})
    services.request_steps.pass_on(COMMAND_LINE, row.id, [Supplier(pool.company("beton").id)])
    return row.id


def test_what_is_needed_is_told_and_who_asks_is_not(own, passed):
    body = own.get("/my/requests").json
    (told,) = body["requests"]
    assert told["id"] == passed and told["volume"] == "40 м³" and told["place"] == "Тюменская область"
    assert told["title"].startswith("Бетон М500") and not told["is_asked"] and told["answer"] is None
    text = json.dumps(body, ensure_ascii=False)
    assert not any(word in text for word in ("Стройтрест", "Радуга", "Петров", "345-67-89", "Омск"))


def test_of_a_request_of_others_there_is_nothing(other, own, passed):
    assert other.get("/my/requests").json == {"requests": [], "next_cursor": None}
    foreign = other.post(f"/my/requests/{passed}/answers", {"answer": "ready"})
    absent = other.post("/my/requests/999999/answers", {"answer": "ready"})
    assert (
        foreign.status_code == absent.status_code == 404 and foreign.json["detail"] == absent.json["detail"]
    )


def test_staff_have_no_requests_of_their_own(api, passed):
    assert api.get("/my/requests").status_code == 404


@pytest.mark.parametrize(
    ("answer", "kind", "verdict", "state"),
    [
        ({"answer": "ready"}, "ready", "contacted", "passed"),
        ({"answer": "not_now"}, "declined", None, "passed"),
        ({"answer": "quotation", "amount_rub": 250000}, "answered", "quoted", "quoted"),
    ],
)
def test_an_answer_stands_in_the_journal_with_its_verdict(
    own, services, passed, answer, kind, verdict, state
):
    assert (
        own.post(f"/my/requests/{passed}/answers", answer | {"text": "с декабря"}).json["answer"]
        == answer["answer"]
    )
    row = services.journal.request(COMMAND_LINE, passed)
    event = row.events[-1]
    assert (event.kind, event.text, event.amount_rub, row.state) == (
        kind,
        "с декабря",
        answer.get("amount_rub"),
        state,
    )
    with services.database.reading() as session:
        given = verdicts_on_need(session, row.need_id, "")
    assert [one.verdict for one in given] == ([verdict] if verdict else [])
    assert all(one.by_company_id is None and one.given_by.startswith("key:") for one in given)


def test_a_later_answer_stands_in_place_of_an_earlier_one(own, services, passed):
    for answer in ("ready", "ready", "not_now"):
        own.post(f"/my/requests/{passed}/answers", {"answer": answer})
    assert own.get("/my/requests").json["requests"][0]["answer"] == "not_now"
    kinds = [event.kind for event in services.journal.request(COMMAND_LINE, passed).events]
    assert kinds[-2:] == ["ready", "declined"]


def test_a_quotation_needs_a_sum_and_a_closed_request_takes_no_answer(own, services, passed):
    path = f"/my/requests/{passed}/answers"
    assert_problem(own.post(path, {"answer": "quotation"}), 422, "/amount_rub")
    assert_problem(own.post(path, {"answer": "да"}), 422, "/answer")
    services.request_closing.close_without_result(COMMAND_LINE, passed, "withdrawn")
    assert_problem(own.post(path, {"answer": "ready"}), 422)
    assert own.get("/my/requests").json["requests"][0]["is_open"] is False


def test_what_staff_wrote_of_the_company_is_not_told_to_it(own, services, pool, passed):
    said = Said("declined", pool.company("beton").id, "директор опять тянет время")
    services.request_steps.answer(COMMAND_LINE, passed, said)
    (told,) = own.get("/my/requests").json["requests"]
    assert told["answer"] == "not_now" and told["text"] is None
