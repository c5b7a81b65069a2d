"""Scorers trained in an installation: promoted whole, refused when damaged, rolled back, taken up."""

import hashlib
import json
import threading

import pytest
from structlog.testing import capture_logs

from data.profiles import Need
from models.checksums import entry_of, seal
from models.publishing import current_name, publish
from models.ranking.filters import Filters
from models.ranking.scorer_store import promote, read_manifest, roll_back, scorer_path
from models.ranking.scoring import Scorer, ScorerError
from service.access import COMMAND_LINE
from service.learning.live_scorer import LiveScorer
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import opened
from tests.service.scorer_files import NOBODY, constant, scorer_file


class Folder:
    """A folder of scorers; each one is told by its intercept."""

    def __init__(self, path):
        self.path = path / "scorers"
        self._made = path

    def promote(self, intercept, **changes):
        candidate = scorer_file(self._made / "candidate.json", intercept=intercept, **changes)
        return promote(self.path, candidate, "cli", {"verdicts": 7})

    def damage(self, name, change=lambda data: data[:-1], manifest=False):
        path = scorer_path(self.path, name).with_suffix(".manifest.json" if manifest else ".json")
        path.write_bytes(change(path.read_bytes()))

    def age(self, name):
        """As an update of the code leaves it: the file is whole, its features are no longer the code's."""
        path = scorer_file(scorer_path(self.path, name), features=["age"], weights=[1.0])
        manifest = read_text(path.with_suffix(".manifest.json")) | {"file": entry_of(path).as_dict()}
        del manifest["sha256"]
        path.with_suffix(".manifest.json").write_text(json.dumps(manifest | {"sha256": seal(manifest)}))


def read_text(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_without_a_promoted_one_the_shipped_one_answers(folder):
    assert LiveScorer(folder.path).latest() == Scorer.load()


def test_what_was_promoted_answers_and_its_manifest_tells_where_it_comes_from(folder):
    first, second = folder.promote(-1.0), folder.promote(-2.0)
    live, manifest = LiveScorer(folder.path), read_manifest(folder.path, second)
    assert (live.name, live.latest().intercept, live.path) == (second, -2.0, scorer_path(folder.path, second))
    assert manifest["file"]["sha256"] == hashlib.sha256(live.path.read_bytes()).hexdigest()
    assert (manifest["by"], manifest["verdicts"], manifest["previous"]) == ("cli", 7, first)
    assert [path.name for path in folder.path.iterdir() if path.name.startswith(".")] == []


def test_a_given_file_overrides_the_promoted_one(folder, tmp_path):
    folder.promote(-1.0)
    given = scorer_file(tmp_path / "given.json", intercept=-3.0)
    live = LiveScorer(folder.path, given)
    folder.promote(-2.0)
    assert (live.latest().intercept, live.path) == (-3.0, given)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b"\xff", b'{"features": 5, "weights": []}'])
def test_a_given_file_that_is_no_scorer_is_said_at_once(folder, tmp_path, content):
    given = tmp_path / "given.json"
    if content is not None:
        given.write_bytes(content)
    with pytest.raises(ScorerError):
        LiveScorer(folder.path, given)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: data + b" ",
        lambda data: data.replace(b"-1.0", b"-9.0"),
        lambda data: b"\xff\xfe",
    ],
    ids=["truncated", "emptied", "longer", "changed", "no text"],
)
def test_a_damaged_one_is_refused_at_a_start_and_the_shipped_one_answers(folder, change):
    folder.damage(folder.promote(-1.0), change)
    live = LiveScorer(folder.path)
    assert (live.name, live.latest()) == (None, Scorer.load())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-2],
        lambda data: data.replace(b'"verdicts": 7', b'"verdicts": 8'),
        lambda data: b"[]",
        lambda data: b"null",
        lambda data: b"{}",
    ],
    ids=["truncated", "changed", "a list", "nothing", "empty"],
)
def test_one_whose_manifest_was_changed_is_refused(folder, change):
    name = folder.promote(-1.0)
    folder.damage(name, change, manifest=True)
    with pytest.raises(ScorerError, match="повреждена"):
        read_manifest(folder.path, name)
    assert LiveScorer(folder.path).latest() == Scorer.load()


@pytest.mark.parametrize("current", [b"no-such", b"..", b"../scorers/x", b"\xff\xfe", b"\x00", b"a" * 5000])
def test_a_current_that_leads_nowhere_is_refused(folder, current):
    folder.promote(-1.0)
    live = LiveScorer(folder.path)
    (folder.path / "CURRENT").write_bytes(current)
    assert live.latest().intercept == -1.0
    assert LiveScorer(folder.path).latest() == Scorer.load()


def test_a_current_that_cannot_be_read_is_said_once_and_the_last_good_one_answers(folder):
    folder.promote(-1.0)
    live = LiveScorer(folder.path)
    (folder.path / "CURRENT").unlink()
    (folder.path / "CURRENT").mkdir()
    with capture_logs() as logs:
        assert [live.latest().intercept for _ in range(3)] == [-1.0] * 3
    assert [(line["event"], line["scorer"]) for line in logs] == [("scorer refused", "CURRENT")]
    assert LiveScorer(folder.path).latest() == Scorer.load()
    (folder.path / "CURRENT").rmdir()
    folder.promote(-2.0)
    assert live.latest().intercept == -2.0


def test_a_damaged_one_is_refused_while_the_last_good_one_answers(folder):
    folder.promote(-1.0)
    live = LiveScorer(folder.path)
    folder.damage(folder.promote(-2.0))
    assert live.latest().intercept == -1.0
    folder.promote(-3.0)
    assert live.latest().intercept == -3.0


def test_one_of_other_features_is_not_promoted(folder):
    good = folder.promote(-1.0)
    before = sorted(folder.path.iterdir())
    with pytest.raises(ScorerError, match="других признаках"):
        folder.promote(-2.0, features=["age"])
    assert (current_name(folder.path), sorted(folder.path.iterdir())) == (good, before)


def test_one_that_an_update_left_behind_is_refused_with_a_clear_message_once(folder):
    folder.age(folder.promote(-1.0))
    with capture_logs() as logs:
        live = LiveScorer(folder.path)
        assert live.latest() == Scorer.load()
    assert [(line["log_level"], "других признаках" in line["reason"]) for line in logs] == [("error", True)]


def test_an_update_does_not_put_out_the_one_that_serves(folder):
    folder.promote(-1.0)
    live = LiveScorer(folder.path)
    folder.age(folder.promote(-2.0))
    assert live.latest().intercept == -1.0


def test_rolling_back_goes_one_step_at_a_time_and_ends_at_the_shipped_one(folder):
    first, _ = folder.promote(-1.0), folder.promote(-2.0)
    live = LiveScorer(folder.path)
    assert roll_back(folder.path) == first
    assert live.latest().intercept == -1.0
    assert roll_back(folder.path) is None
    assert live.latest() == Scorer.load()
    with pytest.raises(ScorerError, match="Возвращаться не к чему"):
        roll_back(folder.path)


def test_what_was_rolled_back_does_not_come_again(folder):
    first, _ = folder.promote(-1.0), folder.promote(-2.0)
    roll_back(folder.path)
    folder.promote(-3.0)
    assert roll_back(folder.path) == first


def test_rolling_back_passes_over_a_damaged_one(folder):
    first, second, _ = folder.promote(-1.0), folder.promote(-2.0), folder.promote(-3.0)
    folder.damage(second)
    assert roll_back(folder.path) == first


def test_rolling_back_from_one_that_tells_nothing_ends_at_the_shipped_one(folder):
    folder.promote(-1.0)
    publish(folder.path, "../nothing")
    assert roll_back(folder.path) is None
    assert LiveScorer(folder.path).latest() == Scorer.load()


def ask(services):
    return services.matchmaking.suppliers(COMMAND_LINE, Need(title="Бетон товарный М500"), 5, Filters())


def test_a_running_service_takes_up_what_was_promoted_and_what_was_rolled_back_to(services, tmp_path):
    old, snapshot = services.live.current(), services.live.current().snapshot
    everybody = constant(tmp_path / "all.json", 0.0)
    promote(services.settings.scorers, everybody, "cli", {})
    services.follower.step()
    assert services.live.current() is not old and services.live.current().snapshot is snapshot
    assert len(ask(services).matches) > 1
    promote(services.settings.scorers, scorer_file(tmp_path / "nobody.json", **NOBODY), "cli", {})
    services.follower.step()
    assert ask(services).no_match
    roll_back(services.settings.scorers)
    services.follower.step()
    assert len(ask(services).matches) > 1


def test_nothing_is_swapped_while_nothing_was_promoted(services):
    before = services.live.current()
    assert not services.live.refresh()
    assert services.live.current() is before


def test_a_damaged_promotion_leaves_a_running_service_as_it_is(services, tmp_path):
    before = services.live.current()
    name = promote(services.settings.scorers, scorer_file(tmp_path / "nobody.json", **NOBODY), "cli", {})
    scorer_path(services.settings.scorers, name).write_bytes(b"{")
    assert not services.live.refresh()
    assert services.live.current() is before


def test_a_start_reads_the_promoted_one_and_a_setting_overrides_it(services, tmp_path):
    nobody = scorer_file(tmp_path / "nobody.json", **NOBODY)
    promote(services.settings.scorers, constant(tmp_path / "all.json", 0.0), "cli", {})
    assert ask(opened(services.settings.data_dir, WordsEncoder())).matches
    assert ask(opened(services.settings.data_dir, WordsEncoder(), scorer=nobody)).no_match


def test_scorers_change_under_threads_without_an_error_or_a_mixture(services, tmp_path):
    """Each scorer gives all pairs one probability, so an answer of two scorers would show two."""
    answers, errors, stop = [], [], threading.Event()

    def keep_asking():
        while not stop.is_set():
            try:
                found = ask(services)
                answers.append({c.probability for c in (*found.matches, *found.near_misses)})
            except Exception as error:
                errors.append(error)
                return

    def take_up(intercept):
        promote(services.settings.scorers, constant(tmp_path / "c.json", intercept), "cli", {})
        services.live.refresh()

    take_up(0.0)
    threads = [threading.Thread(target=keep_asking) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(1, 12):
        take_up(number / 10)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {len(probabilities) for probabilities in answers} == {1}
    assert len(set().union(*answers)) > 1
