"""kill -9 at every point and at any instant: nothing goes twice, nothing is lost without a word."""

import random
import threading
import time
from collections import Counter
from itertools import cycle

import pytest

from service.mailing.sink import running_sink
from tests.service.mailing.post import Counting, Post
from tests.service.mailing.workers import kill, running_workers

LETTERS = 5
KILLS_A_MAILING = 4
LEASE_SECONDS = 301
IN_WORKER = ("claiming", "claimed", "offered", "sending", "answered", "recorded")
AT_SERVER = ("before it is taken", "once it is taken")
POINTS = (*IN_WORKER, *AT_SERVER, "any instant", "any instant")


class KillingSink(Counting):
    """Takes letters, and kills the worker in the middle of one."""

    def __init__(self):
        super().__init__()
        self._point, self._left, self._victim = None, 0, threading.Event()
        self._pid = 0

    def expect(self, point, nth):
        self._point, self._left = point, nth
        self._victim.clear()

    def aim(self, pid):
        self._pid = pid
        self._victim.set()

    def __call__(self, to, content):
        is_hit = self._is_hit()
        if is_hit and self._point == "before it is taken":
            kill(self._pid)
            return
        super().__call__(to, content)
        if is_hit:
            kill(self._pid)

    def _is_hit(self):
        if self._point not in AT_SERVER:
            return False
        self._victim.wait(timeout=10)
        self._left -= 1
        return self._left == 0


class Torture:
    """Mailings, one after the other, whose workers are killed until the mailing is through."""

    def __init__(self, post, workers, sink):
        self.post, self.workers, self.sink = post, workers, sink
        self.points = cycle(POINTS)
        self.random = random.Random(7)
        self.kills = Counter()
        self.letters = []

    def one_mailing(self):
        id_ = self.post.approved(LETTERS)
        killed = 0
        while killed < KILLS_A_MAILING and self.post.state(id_) == "approved":
            killed += self._one_run(next(self.points))
        while self.post.state(id_) == "approved":
            assert self.workers.run(ahead=self._later()) == 0
        self.letters += self.post.letters(id_)

    def _one_run(self, point):
        nth = self.random.randint(1, 3)
        self.sink.expect(point, nth)
        wanted = {"point": point, "nth": nth} if point in IN_WORKER else {}
        pid = self.workers.start(ahead=self._later(), **wanted)
        self.sink.aim(pid)
        if point == "any instant":
            time.sleep(self.random.uniform(0, 0.09))
            kill(pid)
        status = self.workers.wait()
        assert status in (0, -9)
        self.kills[point] += status == -9
        return status == -9

    def _later(self):
        self.post.clock.move(seconds=LEASE_SECONDS)
        return self.post.clock.ahead.total_seconds()


def torture(folder, kills):
    post, sink = Post(folder).add_companies(LETTERS), KillingSink()
    with running_sink(sink) as port, running_workers(folder, port) as workers:
        run = Torture(post, workers, sink)
        while sum(run.kills.values()) < kills:
            run.one_mailing()
    post.close()
    return run


def assert_nothing_twice_and_nothing_lost(run, tell):
    states = Counter(letter.state for letter in run.letters)
    lost = [row.id for row in run.letters if row.state == "sent" and run.sink.taken[row.message_id] != 1]
    arrived = sum(run.sink.taken[row.message_id] for row in run.letters if row.state == "unknown")
    tell(f"kills {sum(run.kills.values())}: {dict(run.kills)}")
    tell(f"letters planned {len(run.letters)}: {dict(states)}, of the unknown ones arrived {arrived}")
    tell(f"duplicates at the sink {run.sink.duplicates}, lost without a word {len(lost)}")
    assert run.sink.duplicates == 0
    assert lost == []
    assert states["sent"] + states["unknown"] == len(run.letters)
    assert sum(run.sink.taken.values()) == states["sent"] + arrived


def test_a_hundred_kills_send_nothing_twice_and_lose_nothing(tmp_path, tell):
    run = torture(tmp_path, 100)
    assert set(run.kills) == set(POINTS)
    assert_nothing_twice_and_nothing_lost(run, tell)


@pytest.mark.slow
def test_three_thousand_kills_send_nothing_twice_and_lose_nothing(tmp_path, tell):
    assert_nothing_twice_and_nothing_lost(torture(tmp_path, 3000), tell)
