"""Idempotency-Key: a request that is repeated is done once."""

import threading
from datetime import timedelta

import pytest

from data.store.kept_answers import forget_answers
from data.tables.kept_answers import KeptAnswerRow
from data.tables.pool import NeedRow, now
from service.app import create_app
from tests.service.conftest import ApiClient, assert_problem

NEED = {"company_id": 1, "title": "Песок речной"}


@pytest.fixture
def post(api):
    def send(body=NEED, key="один", path="/needs", client=api):
        return client.post(path, body, headers={"Idempotency-Key": key})

    return lambda *args, key="k-1", **more: send(*args, key=key, **more)


def num_needs(services):
    with services.database.reading() as session:
        return session.query(NeedRow).filter_by(title="Песок речной").count()


def test_the_second_gets_the_answer_of_the_first_and_does_nothing(post, services):
    first, second = post(), post()
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json and first.headers["ETag"] == second.headers["ETag"]
    assert second.headers["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first.headers
    assert num_needs(services) == 1


def test_without_the_header_or_under_another_key_it_is_done_again(api, post, services):
    post(), post(key="k-2"), api.post("/needs", NEED)
    assert num_needs(services) == 3


def test_another_body_or_path_under_the_same_key_is_refused(post):
    post()
    assert_problem(post(NEED | {"title": "Щебень"}), 422)
    assert_problem(post({"company_id": 1, "title": "Песок"}, path="/offers"), 422)


def test_what_was_refused_may_be_tried_again_under_the_same_key(post, services):
    assert post({"company_id": 999, "title": "Песок"}).status_code == 422
    assert post().status_code == 201
    assert num_needs(services) == 1


def test_keys_of_two_callers_are_two_keys(post, app, services):
    other = ApiClient(app, services.accounts.create_key("staff").key)
    assert post().json["id"] != post(client=other).json["id"]


def test_a_repeat_meets_409_while_the_first_runs(post, services, app):
    post()
    with services.database.noting() as session:
        session.query(KeptAnswerRow).update({"status": None, "body": None})
    assert_problem(post(), 409)


def test_two_workers_at_once_do_it_once(services, app, key):
    clients = [ApiClient(one, key) for one in (app, create_app(services))] * 4
    statuses = []

    def send(client):
        statuses.append(client.post("/needs", NEED, headers={"Idempotency-Key": "k"}).status_code)

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert num_needs(services) == 1
    assert set(statuses) <= {201, 409} and 201 in statuses


def test_after_a_day_the_key_is_free(post, services):
    post()
    with services.database.noting() as session:
        session.query(KeptAnswerRow).update({"ends_at": now() - timedelta(seconds=1)})
    assert post().status_code == 201
    assert num_needs(services) == 2


@pytest.mark.parametrize("name", ["", "x" * 256, "a\x7fb"])
def test_a_key_that_is_none_is_a_bad_request(post, name):
    assert_problem(post(key=name), 400)


def test_searches_are_asked_anew_and_keep_nothing(post, services):
    assert post({"need": {"text": "бетон"}}, path="/suppliers/search").status_code == 200
    with services.database.reading() as session:
        assert session.query(KeptAnswerRow).count() == 0


def test_what_was_answered_is_forgotten_but_not_that_it_was(post, services):
    post()
    with services.database.noting() as session:
        forget_answers(session)
    assert post().get_data() == b""
    assert num_needs(services) == 1
