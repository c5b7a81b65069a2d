"""Ten thousand letters of an ordinary size, handed to a mail server on this machine in flat memory."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert

from data.tables.mail import LetterRow
from data.tables.pool import CompanyRow
from service.settings import ROOT
from tests.service.mailing.post import STAFF, Post

LETTERS = 10_000
TEXT = "Щебень фракции 5–20, доставка в Ялуторовск. " * 150


@contextmanager
def sink_beside():
    """Yields (the port, a function that ends the sink and tells how many it took and how many twice)."""
    command = [sys.executable, "-m", "tests.service.mailing.running_sink"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def end():
        process.stdin.close()
        return tuple(int(number) for number in process.stdout.read().split())

    yield int(process.stdout.readline()), end
    process.wait(timeout=30)


def large_mailing(post, letters):
    id_ = post.mailing(0)
    told = {"mailing_id": id_, "subject": "Новые поставщики", "html": f"<p>{TEXT}</p>", "text": TEXT[:3000]}
    told |= {
        "unsubscribe_url": "https://cluster.example.org/u/t",
        "items": [],
        "attempts": 0,
        "state": "draft",
    }
    company = {"name": "Завод", "name_folded": "завод", "status": "member"}
    numbers = range(1, letters + 1)
    with post.database.noting() as session:
        session.execute(insert(CompanyRow), [{"id": n, "code": f"К-{n}"} | company for n in numbers])
        rows = [{"company_id": n, "address": f"z{n}@example.org"} | told for n in numbers]
        session.execute(insert(LetterRow), rows)
    return id_


def resident_mb():
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


@pytest.mark.slow
def test_ten_thousand_letters_go_in_flat_memory(tmp_path, tell):
    post, memory = Post(tmp_path), []
    id_ = large_mailing(post, LETTERS)
    started = time.monotonic()
    post.approval.approve(STAFF, id_)
    tell(f"approved in {time.monotonic() - started:.0f} s")

    def watch(step, letter_id):
        if step == "recorded" and letter_id % (LETTERS // 10) == 0:
            memory.append(resident_mb())

    with sink_beside() as (port, end):
        started, cpu = time.monotonic(), time.process_time()
        counts = post.sending(port, watch=watch).run().counts
        seconds, cpu = time.monotonic() - started, time.process_time() - cpu
        taken = end()
    post.close()
    size = len(TEXT.encode()) // 1000
    tell(f"{LETTERS} letters of {size} kB in {seconds:.0f} s, {cpu:.0f} s of them computing")
    tell(f"memory {memory[0]:.0f} MB after a tenth, {memory[-1]:.0f} MB at the end")
    assert (counts["sent"], taken) == (LETTERS, (LETTERS, 0))
    assert memory[-1] - memory[0] < 20
