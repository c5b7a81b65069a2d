"""Jobs: one at a time, told to everybody, and known to be interrupted when their process is gone."""

import json
import subprocess
import sys
import threading
import time

import pytest

from service.errors import ServiceError
from service.jobs.jobs import Jobs
from service.settings import ROOT

DIES = """
import sys, os, time
from pathlib import Path
from service.jobs.jobs import Jobs

def work(say):
    say("начали")
    os.kill(os.getpid(), 9)

Jobs(Path(sys.argv[1])).start("digest", "user:1", work)
time.sleep(30)
"""


class Bench:
    """Jobs of one folder, and work that goes on until it is let go."""

    def __init__(self, folder):
        self.jobs = Jobs(folder)
        self.go = threading.Event()
        self.begun = 0

    def work(self, say):
        self.begun += 1
        say("шаг первый")
        assert self.go.wait(10)
        say("шаг второй")
        return "Готово"

    def start(self, **options):
        return self.jobs.start("rebuild", "user:1", self.work, **options)

    def ended(self, name="rebuild"):
        until = time.monotonic() + 10
        while (job := self.jobs.latest(name)).is_running and time.monotonic() < until:
            time.sleep(0.01)
        return job


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path / "jobs")


def test_nothing_is_told_before_the_first_one(bench):
    assert bench.jobs.latest("rebuild") is None


def test_steps_and_the_end_are_told_to_every_process(bench, tmp_path):
    started = bench.start()
    other = Jobs(tmp_path / "jobs")
    assert other.latest("rebuild").is_running
    bench.go.set()
    bench.ended()
    job = other.latest("rebuild")
    assert (job.id, job.by, job.state, job.told) == (started.id, "user:1", "done", "Готово")
    assert job.lines == ("шаг первый", "шаг второй")


def test_a_second_start_while_it_runs_is_the_first(bench, tmp_path):
    first = bench.start()
    again = bench.start()
    elsewhere = Jobs(tmp_path / "jobs").start("rebuild", "user:2", bench.work)
    assert {again.id, elsewhere.id} == {first.id}
    bench.go.set()
    bench.ended()
    assert bench.begun == 1


def test_a_form_sent_twice_starts_one_even_when_the_first_has_ended(bench):
    bench.go.set()
    first = bench.start(seen="")
    bench.ended()
    assert bench.start(seen="").id == first.id
    assert bench.start(seen=first.id).id != first.id
    bench.ended()
    assert bench.begun == 2


def test_two_starts_at_once_start_one(bench):
    found = []
    threads = [threading.Thread(target=lambda: found.append(bench.start().id)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bench.go.set()
    bench.ended()
    assert bench.begun == 1 and len(set(found)) == 1


def test_a_known_error_is_told_in_its_own_words_and_an_unknown_one_is_not(bench):
    def known(say):
        raise ServiceError("Учиться не на чем")

    def unknown(say):
        raise KeyError("секрет")

    for name, work in (("a", known), ("b", unknown)):
        bench.jobs.start(name, "user:1", work)
    assert (bench.ended("a").state, bench.ended("a").told) == ("failed", "Учиться не на чем")
    assert bench.ended("b").state == "failed" and "секрет" not in bench.ended("b").told


def test_after_a_failure_it_can_be_started_again(bench):
    bench.jobs.start("rebuild", "user:1", lambda say: 1 / 0)
    failed = bench.ended()
    bench.go.set()
    assert bench.start(seen=failed.id).id != failed.id
    assert bench.ended().state == "done"


def test_the_job_of_a_process_that_died_is_interrupted_and_can_be_started_again(bench, tmp_path):
    command = [sys.executable, "-c", DIES, str(tmp_path / "jobs")]
    assert subprocess.run(command, cwd=ROOT, timeout=60).returncode == -9
    job = bench.jobs.latest("digest")
    assert (job.state, job.lines) == ("interrupted", ("начали",))
    assert bench.jobs.start("digest", "user:2", lambda say: "Готово", seen=job.id).id != job.id
    assert bench.ended("digest").state == "done"


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b'{"id": 5}'])
def test_a_damaged_file_is_as_no_job(bench, tmp_path, content):
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "rebuild.json").write_bytes(content)
    assert bench.jobs.latest("rebuild") is None
    bench.go.set()
    bench.start()
    assert json.loads((tmp_path / "jobs" / "rebuild.json").read_bytes())["name"] == "rebuild"
    bench.ended()


def test_only_the_last_lines_are_kept(bench):
    def talks(say):
        for number in range(100):
            say(str(number))
        return "Готово"

    bench.jobs.start("rebuild", "user:1", talks)
    assert bench.ended().lines == tuple(map(str, range(80, 100)))
