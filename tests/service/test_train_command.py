"""`train`, `rollback` and `evaluate`: what becomes of a candidate, and the process that makes it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from typer.main import get_command

from data.profiles import Need
from data.tables.pool import AuditRow
from models.publishing import current_name
from models.ranking.scorer_store import promote, read_manifest
from models.ranking.scoring import ScorerError
from service.access import COMMAND_LINE
from service.bootstrap import bootstrap
from service.errors import InvalidError
from service.judging.feedback import Judgement
from service.learning.scorer_training import BusyError, Trial
from service.learning.training_process import TrainingError, run_training
from service.settings import ROOT, Settings
from tests.models.tiny_models import save_tiny_encoder
from tests.service.conftest import REAL_ENCODER
from tests.service.installation import Installation
from tests.service.scorer_files import scorer_file
from tests.service.test_cli import COMPANIES, OFFERS, assert_one_line
from training.__main__ import app as training


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return save_tiny_encoder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def installation(tmp_path, encoder):
    return Installation(tmp_path, encoder)


def trial(low, mean=0.05):
    """A candidate whose gain has an interval from `low` on."""
    share = {"mean": 0.5, "low": 0.4, "high": 0.6}
    gain = {"mean": mean, "low": low, "high": 0.1}
    figures = {"current": share, "candidate": share, "difference": gain, "better": low > 0, "needs": 180}
    return Trial(3, {}, figures)


class Desk:
    """Decides about candidates of one installation."""

    def __init__(self, services, folder):
        self.services = services
        self.root = services.settings.scorers
        self.candidate = scorer_file(folder / "candidate.json", intercept=-2.0)

    def decide(self, low, force=False, before=None, by="cli"):
        return self.services.scorer_training.decide(self.candidate, trial(low), force, before, by)

    def audit(self):
        with self.services.database.reading() as session:
            rows = session.query(AuditRow).filter(AuditRow.action.startswith("scorer.")).order_by(AuditRow.id)
            return [(row.actor, row.action, row.subject) for row in rows]


@pytest.fixture
def desk(services, tmp_path):
    return Desk(services, tmp_path)


def test_a_better_one_is_promoted_and_audited(desk):
    outcome = desk.decide(low=0.01)
    assert current_name(desk.root) == outcome.scorer and not outcome.forced
    assert read_manifest(desk.root, outcome.scorer)["comparison"]["difference"]["low"] == 0.01
    assert desk.audit() == [("cli", "scorer.promote", outcome.scorer)]


def test_one_that_is_not_better_is_kept_nowhere(desk):
    outcome = desk.decide(low=-0.01)
    assert outcome.as_dict() | {"promoted": False, "scorer": None, "better": False} == outcome.as_dict()
    assert (current_name(desk.root), list(desk.root.glob("*.json")), desk.audit()) == (None, [], [])


def test_force_promotes_it_all_the_same_and_the_audit_says_so(desk):
    outcome = desk.decide(low=-0.01, force=True)
    assert outcome.forced and read_manifest(desk.root, outcome.scorer)["forced"]
    assert desk.audit() == [("cli", "scorer.promote_by_force", outcome.scorer)]


def test_force_is_no_force_where_it_was_not_needed(desk):
    assert not desk.decide(low=0.01, force=True).forced


def test_one_that_was_compared_with_what_no_longer_serves_is_not_promoted(desk):
    standing = desk.decide(low=0.01).scorer
    with pytest.raises(BusyError, match="сравнение устарело"):
        desk.decide(low=0.01, before=None)
    assert current_name(desk.root) == standing


def test_promoting_and_rolling_back_raise_no_revision_of_the_pool(desk):
    before = desk.services.live.current().snapshot.name
    name = desk.decide(low=0.01).scorer
    assert desk.services.scorer_training.roll_back() == (name, None)
    desk.services.follower.step()
    assert desk.services.live.current().snapshot.name == before
    assert desk.audit()[-1] == ("cli", "scorer.roll_back", "shipped")


NOBODY_DID_IT = None  # the database refuses such a line of the audit log


def test_one_that_the_audit_log_cannot_hold_is_not_promoted(desk):
    with pytest.raises(IntegrityError):
        desk.decide(low=0.01, by=NOBODY_DID_IT)
    assert (current_name(desk.root), desk.audit()) == (None, [])


def test_a_roll_back_that_the_audit_log_cannot_hold_leaves_the_promoted_one(desk):
    first = desk.decide(low=0.01).scorer
    second = desk.decide(low=0.01, before=first).scorer
    before = desk.audit()
    with pytest.raises(IntegrityError):
        desk.services.scorer_training.roll_back(NOBODY_DID_IT)
    assert (current_name(desk.root), desk.audit()) == (second, before)


def test_a_pointer_that_cannot_be_read_is_told_and_nothing_is_promoted(desk):
    desk.root.mkdir(parents=True, exist_ok=True)
    (desk.root / "CURRENT").mkdir()
    for change in (lambda: desk.decide(low=0.01), desk.services.scorer_training.roll_back):
        with pytest.raises(ScorerError, match="не читается"):
            change()
    assert (list(desk.root.glob("*.json")), desk.audit()) == ([], [])


def test_without_verdicts_and_benchmarks_there_is_nothing_to_learn_from(services):
    with pytest.raises(InvalidError, match="Учиться не на чем"):
        services.scorer_training.train(None, force=True)
    assert list(services.settings.scorers.glob(".training-*")) == []


def test_the_commands_say_in_one_line_what_is_wrong(installation):
    assert_one_line(installation.run("train"), 2, "Учиться не на чем")
    assert_one_line(installation.run("train", "--bench", "/nowhere"), 2, "/nowhere")
    assert_one_line(installation.run("evaluate", "--bench", "/nowhere"), 2, "/nowhere")
    assert_one_line(installation.run("rollback"), 1, "Возвращаться не к чему")
    assert_one_line(installation.run("rollback", SCORER="/nowhere"), 1, "/nowhere")


def test_rollback_says_what_serves_now(installation):
    folder = installation.folder / "data" / "scorers"
    first, second = (
        promote(folder, scorer_file(installation.folder / "c.json", intercept=i), "cli", {"verdicts": 1})
        for i in (-1.0, -2.0)
    )
    assert installation.json("rollback") == {"left": second, "scorer": first}
    done = installation.run("rollback")
    assert done.stdout.strip() == "Работает оценка из поставки"


def test_a_process_that_fails_is_an_error(tmp_path):
    arguments = ["fit-scorer", "--encoder", "/nowhere", "--out", str(tmp_path / "out.json")]
    with pytest.raises(TrainingError, match="fit-scorer не удалось"):
        run_training(arguments)


def test_the_doctor_tells_which_one_serves_and_why_one_does_not(installation):
    folder = installation.folder / "data" / "scorers"
    assert doctor(installation) == {"ok": True, "detail": "из поставки"}
    name = promote(folder, scorer_file(installation.folder / "c.json"), "cli", {"verdicts": 12})
    assert doctor(installation)["detail"].endswith("вердиктов 12")
    (folder / f"{name}.json").write_text("{}")
    refused = doctor(installation)
    assert not refused["ok"] and f"{name}.json" in refused["detail"]


def doctor(installation):
    checks = installation.json("doctor", code=1)["checks"]  # there is no snapshot
    (found,) = [check for check in checks if check.pop("name") == "Оценка"]
    return found


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("fit-scorer", {"encoder", "bench", "verdicts", "out"}),
        ("compare-scorers", {"encoder", "current", "candidate"}),
        ("evaluate", {"encoder", "scorer", "bench", "out"}),
    ],
)
def test_training_knows_the_options_that_it_is_given(command, options):
    known = {parameter.name for parameter in get_command(training).commands[command].params}
    assert options <= known


def children(process):
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(word) for word in path.read_text(encoding="ascii").split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_whoever_ends_the_command_ends_the_training_too(installation, tmp_path, told):
    (tmp_path / "bench").mkdir()
    command = [sys.executable, "-m", "service", "train", "--bench", str(tmp_path / "bench")]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=installation.environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # a test run in the background hands an ignored Ctrl+C down to its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 60
        while not (started := children(process.pid)):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(told)
        assert process.wait(timeout=60) != 0
    assert [child for child in started if Path(f"/proc/{child}").exists()] == []
    assert list((installation.folder / "data" / "scorers").glob("*.json")) == []


@pytest.mark.slow
@pytest.mark.skipif(not (REAL_ENCODER / "modules.json").is_file(), reason="НЕТ ЭНКОДЕРА: make setup")
def test_a_verdict_is_learnt_from_and_the_decision_keeps_to_the_figures(tmp_path):
    """The whole circle in real processes: verdict, training, comparison, promotion, roll-back."""
    installation = Installation(tmp_path, REAL_ENCODER)
    installation.timeout_seconds = 1800
    installation.json("import", installation.file("Компании.csv", COMPANIES))
    installation.json("import", installation.file("Предложения.csv", OFFERS))
    services = bootstrap(Settings(data_dir=tmp_path / "data"))
    services.feedback.give(
        COMMAND_LINE, Judgement("suitable", "снимок", need=Need(title="Нужен бетон"), offer_id=1)
    )
    services.database.close()
    made = installation.json("train", "--force")
    assert (made["verdicts"], made["promoted"], made["comparison"]["needs"] > 100) == (1, True, True)
    assert made["forced"] == (made["comparison"]["difference"]["low"] <= 0)
    assert current_name(tmp_path / "data" / "scorers") == made["scorer"]
    assert installation.json("rollback") == {"left": made["scorer"], "scorer": None}
