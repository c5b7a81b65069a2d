"""How many requests a minute a key may send: told in every answer, counted by all workers together."""

import shutil

import pytest

from service.api.limit_blocks import LARGEST, BlockStorage
from service.app import create_app
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import ApiClient, assert_problem, opened


@pytest.fixture
def services(filled_folder, tmp_path):
    folder = shutil.copytree(filled_folder, tmp_path / "data")
    services = opened(folder, WordsEncoder(), limit_member=5, limit_staff=100)
    yield services
    services.database.close()


def test_answers_tell_how_much_is_left_and_the_last_one_when_to_come_again(app, services):
    client = ApiClient(app, services.accounts.create_key("member:beton").key)
    answers = [client.get("/companies") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["4", "3", "2", "1", "0", "0"]
    assert {answer.headers["RateLimit-Limit"] for answer in answers} == {"5"}
    assert (
        0 < int(answers[-1].headers["Retry-After"]) <= 61
    )  # a minute, rounded up to a whole second after it
    assert "Retry-After" not in answers[0].headers
    assert_problem(answers[-1], 429)


def test_another_key_is_not_stopped_with_it(app, services, api):
    client = ApiClient(app, services.accounts.create_key("member:beton").key)
    assert [client.get("/companies").status_code for _ in range(7)][-1] == 429
    other = ApiClient(app, services.accounts.create_key("member:okna").key)
    assert other.get("/companies").status_code == 200
    assert api.get("/companies").headers["RateLimit-Limit"] == "100"


def test_two_workers_together_let_no_more_through(app, services):
    key = services.accounts.create_key("member:beton").key
    clients = [ApiClient(one, key) for one in (app, create_app(services))]
    passed = [clients[turn % 2].get("/companies").status_code for turn in range(20)].count(200)
    assert 3 <= passed <= 5


def test_pages_and_public_doors_are_not_counted(stranger):
    assert "RateLimit-Limit" not in stranger.get("/healthz").headers
    assert "RateLimit-Limit" not in stranger.get("/sign-in").headers


class Written(BlockStorage):
    """A storage that counts how often it asks the database."""

    def __init__(self, database):
        super().__init__("")
        self._database = lambda: database


def test_a_busy_key_asks_the_database_seldom(services, monkeypatch):
    storage, writes = Written(services.database), []
    noting = services.database.noting
    monkeypatch.setattr(services.database, "noting", lambda: writes.append(1) or noting())
    assert [storage.incr("ключ", 60) for _ in range(1000)] == list(range(1, 1001))
    assert len(writes) <= 1000 / LARGEST + 6
