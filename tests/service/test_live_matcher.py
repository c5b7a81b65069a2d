"""The matcher that answers now: new snapshots are taken up, bad ones refused, no request dropped."""

import json
import threading

import pytest
from structlog.testing import capture_logs

from data import entry
from data.profiles import Need
from data.tables.pool import CompanyRow
from models.publishing import current_name
from models.ranking.filters import Filters
from models.retrieval.record_index import Asked
from service.access import COMMAND_LINE
from service.errors import NotReadyError
from service.live_matcher import LiveMatcher
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import opened


def rename(services, name):
    """An edit of company 1 and a snapshot of it, not taken up yet."""
    with services.database.changing("test", "rename") as session:
        entry.update(session, session.get(CompanyRow, 1), {"name": name})
    return services.reindexer.build()


def damage(services, name, file):
    path = services.settings.snapshots / name / file
    path.write_bytes(path.read_bytes()[:-1])


def a_fresh_start(services, encoder):
    """The live matcher of another process over the same folder."""
    live = LiveMatcher(services.settings.snapshots, encoder, services.scorer.latest, services.live._places)
    live.refresh()
    return live


def test_a_new_snapshot_is_taken_up_once(services):
    new = rename(services, "Новое имя")
    assert services.live.refresh()
    assert not services.live.refresh()
    assert services.live.current().snapshot.name == new
    assert services.live.current().snapshot.pool.company_by_id[1].name == "Новое имя"


@pytest.mark.parametrize("file", ["manifest.json", "pool.json", "offers/meaning/whole/vectors.npy"])
def test_a_damaged_new_one_is_refused_and_the_last_good_one_serves(services, file):
    good = services.live.current()
    damage(services, rename(services, "Новое имя"), file)
    assert not services.live.refresh()
    assert services.live.current() is good


def test_a_good_one_after_a_damaged_one_is_taken_up(services):
    damage(services, rename(services, "Первое"), "pool.json")
    services.live.refresh()
    rename(services, "Второе")
    assert services.live.refresh()
    assert services.live.current().snapshot.pool.company_by_id[1].name == "Второе"


@pytest.mark.parametrize("current", ["", "нет такого", "../../etc", "\x00", "a" * 5000])
def test_a_current_that_leads_nowhere_does_not_stop_the_service(services, current):
    good = services.live.current()
    (services.settings.snapshots / "CURRENT").write_text(current)
    assert not services.live.refresh()
    assert services.live.current() is good


def test_a_current_of_bytes_that_are_no_text_does_not_stop_the_service(services):
    (services.settings.snapshots / "CURRENT").write_bytes(b"\xff\xfe\xfd")
    assert not services.live.refresh()
    services.follower.step()
    assert services.live.current().snapshot.pool.revision == services.live.revision


def test_a_current_that_cannot_be_read_is_said_once_and_does_not_stop_the_service(services):
    good, pointer = services.live.current(), services.settings.snapshots / "CURRENT"
    name = pointer.read_text()
    pointer.unlink()
    pointer.mkdir()
    with capture_logs() as logs:
        for _ in range(3):
            services.follower.step()
    assert services.live.current() is good
    assert [(line["event"], line["snapshot"]) for line in logs] == [("snapshot refused", "CURRENT")]
    pointer.rmdir()
    pointer.write_text(name)
    new = rename(services, "Новое имя")
    assert services.live.refresh() and services.live.current().snapshot.name == new


def test_a_snapshot_of_another_encoder_is_refused_at_a_start(services):
    live = a_fresh_start(services, WordsEncoder("другой"))
    with pytest.raises(NotReadyError):
        live.current()
    assert live.revision is None


def test_a_start_with_a_damaged_snapshot_builds_a_new_one(services):
    name = current_name(services.settings.snapshots)
    damage(services, name, "pool.json")
    again = opened(services.settings.data_dir, WordsEncoder())
    with pytest.raises(NotReadyError):
        again.live.current()
    again.follower.step()
    assert again.live.current().snapshot.name != name


def test_a_start_with_another_encoder_builds_its_own_snapshot(services):
    again = opened(services.settings.data_dir, WordsEncoder("другой"))
    again.follower.step()
    assert again.live.current().snapshot.identity.name == "другой"


def test_it_is_ready_only_with_a_snapshot_that_passes(services, stranger):
    assert stranger.get("/readyz").json["status"] == "ready"
    services.live._matcher = None  # as it is in the seconds after a start
    response = stranger.get("/readyz")
    assert (response.status_code, response.content_type) == (503, "application/problem+json")


def test_snapshots_change_under_twenty_threads_without_an_error_or_a_mixture(services, app, api):
    """Each snapshot has its own name of company 1, so an answer tells which snapshot it is made of."""
    names = {services.live.current().snapshot.name: "Бетонный двор"}
    answers, errors, stop = [], [], threading.Event()

    def ask():
        client = app.test_client()
        body = {"need": {"text": "Бетон товарный М500"}, "limit": 1}
        while not stop.is_set():
            response = client.post("/api/v1/suppliers/search", json=body, headers=api.headers)
            if response.status_code != 200:
                errors.append(response.text)
                return
            answer = json.loads(response.get_data())
            found = [*answer["matches"], *answer["near_misses"]][0]
            answers.append((answer["snapshot"], found["company"]["name"]))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for number in range(6):
        names[rename(services, f"Имя {number}")] = f"Имя {number}"
        services.live.refresh()
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({snapshot for snapshot, _ in answers}) > 1
    assert {(snapshot, name) for snapshot, name in answers} <= set(names.items())


def test_a_request_that_began_on_the_old_snapshot_ends_on_it(services):
    old = services.live.current()
    name = old.snapshot.name
    for number in range(5):  # more than are kept on disk
        rename(services, f"Имя {number}")
    services.live.refresh()
    assert not (services.settings.snapshots / name).exists()
    assert old.snapshot.offers.retrieve(Asked.whole("бетон", None), None).rows.size
    assert services.matchmaking.suppliers(COMMAND_LINE, Need(title="бетон"), 5, Filters()).snapshot != name
