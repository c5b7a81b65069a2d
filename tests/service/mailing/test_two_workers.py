"""Two workers, and an approval that is clicked twice: every letter goes at most once."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from data.tables.pool import AuditRow
from tests.service.mailing.post import STAFF, counting_sink
from tests.service.mailing.workers import running_workers

LETTERS = 2


@contextmanager
def two_workers(post, port):
    with running_workers(post.folder, port) as workers:
        pids = [workers.start(forever=True) for _ in range(2)]
        yield
        for pid in pids:
            os.kill(pid, signal.SIGTERM)


def rounds(post, count):
    """Returns (planned, what the sink took, how many approvals were noted)."""
    with counting_sink() as (port, taken), two_workers(post, port), ThreadPoolExecutor(2) as clicks:
        for _ in range(count):
            id_ = post.mailing(LETTERS)
            list(clicks.map(lambda _click, id_=id_: post.approval.approve(STAFF, id_), range(2)))
        until = time.monotonic() + 120
        while len(taken.taken) < count * LETTERS and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(1)  # in which a second copy would come
    with post.database.reading() as session:
        noted = session.scalars(select(AuditRow.action).where(AuditRow.action == "mailings.approve")).all()
    return count * LETTERS, taken, len(noted)


def test_twenty_rounds_of_two_workers_and_double_clicks(post):
    planned, taken, approvals = rounds(post, 20)
    assert (len(taken.taken), taken.duplicates, approvals) == (planned, 0, 20)


@pytest.mark.slow
def test_a_thousand_rounds_of_two_workers_and_double_clicks(post, tell):
    planned, taken, approvals = rounds(post, 1000)
    tell(f"rounds 1000 of two workers and double clicks: letters {len(taken.taken)} of {planned}")
    tell(f"duplicates {taken.duplicates}, approvals {approvals}")
    assert (len(taken.taken), taken.duplicates, approvals) == (planned, 0, 1000)


def test_sigterm_ends_a_worker_after_the_letter_in_hand(post):
    with counting_sink() as (port, taken), running_workers(post.folder, port) as workers:
        id_ = post.approved(20)
        pid = workers.start(options={"rate": 240})
        while not taken.taken:
            time.sleep(0.05)
        os.kill(pid, signal.SIGTERM)
        assert workers.wait() == 0
        states = post.states(id_)
        assert set(states) == {"sent", "queued"} and states["sent"] == len(taken.taken)
        assert workers.run() == 0
    assert (post.states(id_), taken.duplicates) == ({"sent": 20}, 0)
