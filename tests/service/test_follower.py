"""The thread that keeps the search at the pool's latest revision."""

import time

import pytest

from service.follower import Follower
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import opened


def until(condition, seconds=20):
    """Waits for what happens in another thread."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "не дождались"
        time.sleep(0.02)


def titles(api, text):
    answer = api.suppliers(text)
    found = [*answer["matches"], *answer["near_misses"]]
    return [offer["title"] for company in found for offer in company["offers"]]


def test_an_edit_shows_up_after_one_step(api, services):
    api.post("/offers", {"company_id": 2, "title": "Кирпич облицовочный"})
    assert "Кирпич облицовочный" not in titles(api, "Кирпич облицовочный")
    services.follower.step()
    assert titles(api, "Кирпич облицовочный")[0] == "Кирпич облицовочный"


def test_nothing_is_built_while_nothing_changes(services):
    before = services.live.current()
    services.follower.step()
    assert services.live.current() is before


def test_a_refused_edit_builds_nothing(api, services):
    before = services.live.current()
    api.patch("/companies/1", {"inn": "1"})
    services.follower.step()
    assert services.live.current() is before


def test_what_another_process_built_is_taken_up_and_not_built_again(api, services):
    api.patch("/companies/1", {"about": "Возим бетон"})
    other = opened(services.settings.data_dir, WordsEncoder())
    built = other.reindexer.build()
    services.follower.step()
    assert services.live.current().snapshot.name == built


def test_a_company_that_starts_to_tell_loses_its_provisional_offer(api, services):
    assert "Ремонт башенных кранов" in titles(api, "Ремонт башенных кранов")
    api.post("/offers", {"company_id": 5, "title": "Обслуживание лифтов"})
    services.follower.step()
    assert "Ремонт башенных кранов" not in titles(api, "Ремонт башенных кранов")


def test_old_snapshots_are_removed(api, services):
    for number in range(6):
        api.patch("/companies/1", {"about": str(number)})
        services.follower.step()
    folders = [path for path in services.settings.snapshots.iterdir() if path.is_dir()]
    assert len(folders) in {3, 4}  # the newest three, and the published one when names share a second


def test_the_thread_follows_and_stops(api, services):
    follower = services.follower
    follower.start()
    api.post("/offers", {"company_id": 2, "title": "Кирпич облицовочный"})
    until(lambda: "Кирпич облицовочный" in titles(api, "Кирпич облицовочный"))
    follower.stop()
    assert not follower._thread.is_alive()


class FailingOnce:
    """A fake reindexer whose first build fails as on a full disk."""

    def __init__(self, reindexer):
        self.reindexer = reindexer
        self.tries = 0

    def build(self):
        self.tries += 1
        if self.tries == 1:
            raise OSError("No space left on device")
        return self.reindexer.build()


@pytest.mark.filterwarnings("error")
def test_the_thread_outlives_a_failure_and_tries_again(api, services):
    reindexer = FailingOnce(services.reindexer)
    follower = Follower(services.database, services.live, reindexer, services.boards)
    follower.start()
    before = api.suppliers("бетон")["snapshot"]
    api.patch("/companies/1", {"about": "Возим бетон"})
    until(lambda: api.suppliers("бетон")["snapshot"] != before)
    follower.stop()
    assert reindexer.tries == 2
