"""Whatever a mail server does, a letter goes once, waits, fails or is unknown, and says which."""

from collections import Counter
from itertools import cycle, islice

import pytest
from sqlalchemy import select

from data.tables.mail import SuppressionRow
from service.errors import ServiceError
from service.mailing.opening import ServerSetupError
from tests.service.mailing.faulty_server import (
    DRIP,
    ENDLESS,
    GARBAGE,
    HANG,
    LATE,
    RESET,
    running_faulty_server,
)
from tests.service.mailing.post import STAFF

TIMEOUT = 1.0
BEFORE_DATA = ("greeting", "ehlo", "mail", "rcpt")
WAITS, SENT, FAILED, DEAD, UNKNOWN = "queued", "sent", "failed", "failed, address is dead", "unknown"
FAULTS = [
    *(({stage: fault}, WAITS) for stage in ("mail", "rcpt") for fault in (RESET, HANG, GARBAGE)),
    *(({"greeting": fault}, WAITS) for fault in (RESET, HANG, GARBAGE, "421 busy", "554 no service here")),
    *(({"ehlo": fault, "helo": fault}, WAITS) for fault in (RESET, HANG, GARBAGE, "421 busy", "550 no")),
    *(({"mail": fault}, WAITS) for fault in ("421 bye", "450 later", "451 4.3.0 later", "550 not you")),
    ({"mail": "552 too large"}, FAILED),
    *(({"rcpt": fault}, WAITS) for fault in ("421 bye", "450 later", "451 4.7.1 greylisted", "452 full")),
    *(
        ({"rcpt": fault}, DEAD)
        for fault in ("550 no such user", "551 moved", "553 bad name", "550 5.1.1 none")
    ),
    *(
        ({"rcpt": fault}, FAILED)
        for fault in ("550 5.7.1 policy", "552 full", "554 no", "553 5.1.8 bad sender")
    ),
    *(({"data": fault}, WAITS) for fault in ("421 bye", "451 later", "250 what", GARBAGE)),
    *(({"data": fault}, FAILED) for fault in ("554 no", "550 content refused")),
    *(({"data": fault}, UNKNOWN) for fault in (RESET, HANG)),
    *(({"body": fault}, WAITS) for fault in ("421 bye", "451 later", "452 4.3.1 disk full")),
    *(({"body": fault}, FAILED) for fault in ("554 spam", "550 content refused", "552 too large")),
    ({"body": "550 5.1.1 no such user"}, DEAD),
    *(({"body": fault}, UNKNOWN) for fault in (RESET, HANG, GARBAGE, ENDLESS, "354 what")),
    *(({stage: LATE}, SENT) for stage in (*BEFORE_DATA, "data", "body")),
    *(({stage: DRIP}, SENT) for stage in (*BEFORE_DATA, "data", "body")),
    *(({"quit": fault}, SENT) for fault in (RESET, HANG, GARBAGE, "500 no")),
    ({"rcpt": "450 later", "rset": RESET}, WAITS),
    ({}, SENT),
]


def try_fault(post, server, number, fault):
    """Sends one letter to the failing server; returns what became of it, and its mailing.

    A letter that waits is paused: it must not come due while the server fails in another way.
    """
    address = f"faulty{number}@example.org"
    id_ = post.approved(1, {"address": address})
    server.faults = fault
    try:
        post.sending(server.port, timeout=TIMEOUT).run()
    except ServerSetupError:
        assert fault == {"mail": "550 not you"}
        post.approval.pause(STAFF, id_)
        return WAITS, id_
    with post.database.reading() as session:
        is_dead = session.get(SuppressionRow, address) is not None
    (letter,) = post.letters(id_)
    assert address not in (letter.answer or "")
    if letter.state == WAITS:
        post.approval.pause(STAFF, id_)
    return letter.state + (", address is dead" if is_dead else ""), id_


def try_faults(post, count):
    """Counts of outcomes; then the server works again and everything that waited is sent."""
    outcomes, wrong, waiting = Counter(), [], []
    with running_faulty_server() as server:
        for number, (fault, expected) in enumerate(islice(cycle(FAULTS), count)):
            state, id_ = try_fault(post, server, number, fault)
            outcomes[state] += 1
            waiting += [id_] if state == WAITS else []
            if state != expected:
                wrong.append((fault, expected, state))
        server.faults = {}
        for id_ in waiting:
            post.approval.resume(STAFF, id_)
        post.clock.move(minutes=5)
        sent_later = post.sending(server.port).run().counts["sent"]
        most = max(server.taken.values())
    return outcomes, wrong, sent_later, most


def check(post, count, tell):
    outcomes, wrong, sent_later, most = try_faults(post, count)
    tell(f"SMTP faults {count}: {dict(outcomes)}, sent later {sent_later}; most copies of a letter {most}")
    assert wrong == []
    assert (sent_later, most) == (outcomes[WAITS], 1)


def test_every_fault_has_one_outcome_and_no_letter_goes_twice(post, tell):
    check(post, len(FAULTS), tell)


@pytest.mark.slow
def test_a_thousand_faults_send_no_letter_twice(post, tell):
    check(post, 1000, tell)


def test_a_letter_that_is_put_off_again_and_again_fails_in_the_end(post):
    id_ = post.approved(1)
    with running_faulty_server() as server:
        server.faults = {"rcpt": "450 later"}
        pauses = []
        for _ in range(8):
            post.sending(server.port).run()
            (letter,) = post.letters(id_)
            pauses.append((letter.next_try_at - post.clock()).total_seconds() / 60)
            post.clock.move(hours=5)
    assert (letter.state, letter.reason, letter.attempts) == ("failed", "too_often", 8)
    for pause, expected in zip(pauses, (2, 4, 8, 16, 32, 64, 128), strict=False):
        assert 0.7 * expected < pause < 1.3 * expected


def test_an_absent_server_stops_the_run_and_costs_few_attempts(post):
    id_ = post.approved(20)
    summary = post.sending(1).run()
    assert summary.stopped_because.startswith("Почтовый сервер недоступен")
    assert (post.states(id_), sum(row.attempts for row in post.letters(id_))) == ({"queued": 20}, 3)


def test_a_server_that_refuses_everybody_stops_the_run(post):
    id_ = post.approved(40)
    with running_faulty_server() as server:
        server.faults = {"rcpt": "550 5.7.1 relay denied"}
        with pytest.raises(ServiceError, match="20 раз подряд"):
            post.sending(server.port).run()
    assert post.states(id_) == {"failed": 20, "queued": 20}


def test_one_connection_serves_many_letters_and_is_opened_anew_when_it_ended(post):
    with running_faulty_server() as server:
        id_ = post.approved(3)
        # the good-bye comes instead of an answer to the second letter's MAIL
        server.faults = {"mail": "250 ok"}

        def watch(step, _letter_id):
            if step == "recorded":
                server.faults = {}

        sending = post.sending(server.port, watch=watch)
        sending.run()
    assert post.states(id_) == {"sent": 3}


def test_a_dead_address_is_known_in_small_letters(post):
    post.approved(1, {"address": "Nobody@Example.org"})
    with running_faulty_server() as server:
        server.faults = {"rcpt": "550 5.1.1 no such user"}
        post.sending(server.port).run()
    with post.database.reading() as session:
        row = session.scalars(select(SuppressionRow)).one()
    assert (row.address, row.reason) == ("nobody@example.org", "no_such_address")
