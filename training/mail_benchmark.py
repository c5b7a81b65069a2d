"""Time and memory of a large mailing: rendered of its planned items, approved, handed to a mail server."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from sqlalchemy import insert

from data.consent_texts import current_text
from data.database import open_database
from data.profiles import Offer, Pool
from data.tables.consents import ConsentRow
from data.tables.mail import LetterRow, MailingRow
from data.tables.pool import CompanyRow, NeedRow
from training.counting_sink import counting_sink
from training.pools import demo_pool

FEW, MANY = 1_000, 10_000
ITEMS = 5  # as many as a letter holds
LOOK_SECONDS = 0.05
SENDER = {"manager_name": "Анна Петрова", "manager_phone": "+7 3452 000000"}
WORDS = "Посмотрите, кто может поставить то, что вы ищете."

Figures = dict[str, Any]


def send_mailings() -> Figures:
    """The same with FEW and with MANY letters: memory must not grow with their number."""
    return {str(count): send_mailing(count) for count in (FEW, MANY)}


def send_mailing(count: int) -> Figures:
    """Each step is the command of the product that staff give, a process of its own."""
    with tempfile.TemporaryDirectory() as folder, counting_sink() as sink:
        planned_mailing(Path(folder), count)
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(sink.port),
            "SMTP_TLS": "none",
            "MAIL_FROM": "svyazka@klaster.example",
            "MAIL_RATE": "100000",
            "PUBLIC_URL": "https://svyazka.klaster.example",
        }
        steps = {"render": ("words", "1", "--words", WORDS), "approve": ("approve", "1"), "send": ("send",)}
        taken = {name: _run(command, environment) for name, command in steps.items()}
    return {
        "letters": count,
        "arrived": sink.arrived.letters,
        "arrived_again": sink.arrived.again,
        "letter_kb": round(sink.arrived.size / count / 1000, 1),
        "seconds": round(sum(step["seconds"] for step in taken.values()), 1),
        "cpu_seconds": round(sum(step["cpu_seconds"] for step in taken.values()), 1),
        "peak_mb": max(step["peak_mb"] for step in taken.values()),
        "steps": taken,
    }


def planned_mailing(folder: Path, count: int) -> None:
    """An installation with so many members, each with a need, a consent and a draft without its text."""
    pool, text = demo_pool(), current_text("letters")
    database = open_database(f"sqlite:///{folder / 'svyazka.db'}", folder)
    yes = {"is_given": True, "version": text.version, "text_sha256": text.sha256, "basis": "own", "by": "t"}
    with database.noting() as session:
        session.add(MailingRow(title="Измерение", reply_to="anna@klaster.example", created_by="t", **SENDER))
        session.flush()
        rows = _rows(pool, count)
        while part := list(islice(rows, 1000)):
            for table, place in ((CompanyRow, 0), (NeedRow, 1), (LetterRow, 2)):
                session.execute(insert(table), [row[place] for row in part])
            agreed = [{"company_id": row[0]["id"], "kind": "letters"} | yes for row in part]
            session.execute(insert(ConsentRow), agreed)
    database.close()


def _rows(pool: Pool, count: int) -> Iterator[tuple[Figures, Figures, Figures]]:
    for n in range(1, count + 1):
        name, address = f"Завод № {n}", f"info@zavod{n}.example"
        need = pool.needs[n % len(pool.needs)].title
        company = {"id": n, "code": f"К-{n}", "name": name, "name_folded": name.casefold()}
        company |= {"status": "member", "email": address}
        offers = [pool.offers[(n * ITEMS + place) % len(pool.offers)] for place in range(ITEMS)]
        items = [_item(n, need, offer, (n + place) % count + 1) for place, offer in enumerate(offers)]
        letter = {"mailing_id": 1, "company_id": n, "address": address, "items": items}
        yield (
            company,
            {"id": n, "company_id": n, "kind": "product", "title": need, "visibility": "private"},
            letter | {"subject": "", "html": "", "text": ""},
        )


def _item(reader: int, need: str, offer: Offer, supplier: int) -> Figures:
    words = offer.title.split()[0]
    return {
        "key": f"supplier:{supplier}:{reader}",
        "kind": "supplier",
        "heading": f"Завод № {supplier}",
        "who": "Тюмень, Тюменская область",
        "own": need,
        "details": [f"предлагает: {offer.title}", offer.description[:300]],
        "grade": "fits",
        "reasons": [{"text": "Совпадают слова", "need_quote": words, "offer_quote": words}] * 3,
        "questions": [],
        "phone": "+7 (3452) 00-00-00",
        "email": f"info@zavod{supplier}.example",
        "website": f"https://zavod{supplier}.example",
        "company_id": supplier,
        "need_id": reader,
        "offer_id": None,
        "slot_id": None,
    }


def _run(command: tuple[str, ...], environment: dict[str, str]) -> dict[str, float]:
    """Seconds and peak megabytes of a command of mailings."""
    began, computed, peak = time.perf_counter(), _computed(), 0
    whole = [sys.executable, "-m", "service", "digest", *command, "--json"]
    with subprocess.Popen(
        whole, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, _peak_mb(process.pid))
            time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise RuntimeError(f"digest {command[0]}: exit {process.returncode}")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(_computed() - computed, 1),
        "peak_mb": peak,
    }


def _computed() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_mb(process_id: int) -> int:
    # of this process alone: what wait4 tells includes its parent's; Linux only
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0
