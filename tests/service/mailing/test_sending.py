"""What a worker does with letters that were approved."""

from datetime import timedelta
from email import message_from_bytes, policy
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from data.store import outbox
from data.tables.mail import LetterRow, MailingRow, SuppressionRow
from data.tables.pool import AuditRow
from service.errors import ForbiddenError, InvalidError
from service.mailing.sending import SendingStoppedError
from tests.service.mailing.post import READER, STAFF


def test_every_letter_goes_once_and_exactly_as_it_was_approved(post, sink):
    port, taken = sink
    id_ = post.approved(30)
    assert dict(post.sending(port).run().counts) == {"sent": 30}
    assert dict(post.sending(port).run().counts) == {}
    assert (post.states(id_), post.state(id_)) == ({"sent": 30}, "done")
    assert (len(taken.taken), taken.duplicates) == (30, 0)
    letter = message_from_bytes(taken.contents[0], policy=policy.default)
    row = post.letters(id_)[0]
    assert (letter["Subject"], letter["To"], letter["Message-ID"]) == (
        row.subject,
        row.address,
        row.message_id,
    )
    assert letter["From"] == "Анна Петрова <post@cluster.example.org>"
    assert letter["List-Unsubscribe"] == "<https://cluster.example.org/u/0>"
    assert letter.get_body(("plain",)).get_content().strip() == "Щебень"


def test_a_draft_does_not_go(post, sink):
    id_ = post.mailing(2)
    post.sending(sink[0]).run()
    assert post.states(id_) == {"draft": 2}


def test_a_letter_changed_after_the_approval_does_not_go(post, sink):
    id_ = post.approved(2)
    with post.database.noting() as session:
        session.execute(update(LetterRow).where(LetterRow.company_id == 1).values(html="другое"))
    post.sending(sink[0]).run()
    assert [(row.state, row.answer) for row in post.letters(id_)] == [
        ("failed", "Письмо изменено после утверждения"),
        ("sent", "250 2.0.0 taken"),
    ]


def test_a_reader_decides_nothing(post):
    id_ = post.mailing(1)
    for step in (post.approval.approve, post.approval.pause, post.approval.resume, post.approval.cancel):
        with pytest.raises(ForbiddenError):
            step(READER, id_)
    for decision in (post.doubtful.mark_arrived, post.doubtful.send_again, post.doubtful.lift_suppression):
        with pytest.raises(ForbiddenError):
            decision(READER, 1)
    with pytest.raises(ForbiddenError):
        post.arming.arm(READER)


def test_whatever_cannot_go_is_told_before_the_approval(post):
    id_ = post.mailing(2, {"address": "завод@example.org"})
    with pytest.raises(InvalidError) as error:
        post.approval.approve(STAFF, id_)
    assert len(error.value.places) == 2 and "латинские" in str(error.value)
    assert (post.state(id_), post.states(id_)) == ("draft", {"draft": 2})


def test_a_mailing_without_letters_is_not_approved(post):
    with pytest.raises(InvalidError, match="нет ни одного письма"):
        post.approval.approve(STAFF, post.mailing(0))


def test_a_paused_mailing_waits_and_goes_on(post, sink):
    id_ = post.approved(2)
    post.approval.pause(STAFF, id_)
    post.sending(sink[0]).run()
    assert post.states(id_) == {"queued": 2}
    post.approval.resume(STAFF, id_)
    post.sending(sink[0]).run()
    assert post.states(id_) == {"sent": 2}


@pytest.mark.parametrize(("step", "states"), [("pause", {"queued": 1}), ("cancel", {"skipped": 1})])
def test_what_staff_decide_while_the_server_is_asked_holds(post, sink, step, states):
    id_ = post.approved(1)

    def decide(seen, _letter_id):
        if seen == "offered":
            getattr(post.approval, step)(STAFF, id_)

    post.sending(sink[0], watch=decide).run()
    assert (post.states(id_), dict(sink[1].taken)) == (states, {})


def test_a_cancelled_mailing_is_not_approved_again(post):
    id_ = post.approved(1)
    post.approval.cancel(STAFF, id_)
    with pytest.raises(InvalidError):
        post.approval.approve(STAFF, id_)


def test_when_the_window_is_over_letters_stay_unsent_and_say_so(post, sink):
    id_ = post.approved(2)
    post.approval.pause(STAFF, id_)
    post.clock.move(hours=73)
    post.sending(sink[0]).run()
    assert {(row.state, row.reason) for row in post.letters(id_)} == {("skipped", "window_over")}
    assert (post.state(id_), dict(sink[1].taken)) == ("done", {})


def test_a_clock_that_was_set_back_stops_the_sending(post, sink):
    id_ = post.approved(1)
    post.clock.move(hours=-1)
    with pytest.raises(SendingStoppedError, match="Часы"):
        post.sending(sink[0]).run()
    assert post.states(id_) == {"queued": 1}


@pytest.mark.parametrize("reason", ["unsubscribed", "consent_withdrawn", "archived"])
def test_permission_is_asked_at_the_last_moment(post, sink, reason):
    id_ = post.approved(2)
    sending = post.sending(sink[0], may_send=lambda _s, letter: reason if letter.company_id == 1 else None)
    assert dict(sending.run().counts) == {"sent": 1, "skipped": 1}
    assert [(row.state, row.reason) for row in post.letters(id_)] == [("skipped", reason), ("sent", None)]


def test_a_suppressed_address_is_not_written_to_in_any_spelling(post, sink):
    id_ = post.approved(1, {"address": "Zavod@Example.org"})
    with post.database.noting() as session:
        session.add(SuppressionRow(address="zavod@example.org", reason="by_staff"))
    post.sending(sink[0]).run()
    assert post.letters(id_)[0].reason == "suppressed"
    post.doubtful.lift_suppression(STAFF, "ZAVOD@example.org")
    with post.database.reading() as session:
        assert session.scalars(select(SuppressionRow)).all() == []


def test_a_letter_of_a_dead_worker_goes_back_only_when_its_lease_ran_out(post, sink):
    id_ = post.approved(1)
    set_state(post, "claimed")
    post.sending(sink[0]).run()
    assert post.states(id_) == {"claimed": 1}
    post.clock.move(minutes=6)
    post.sending(sink[0]).run()
    assert post.states(id_) == {"sent": 1}


def test_a_letter_found_sending_becomes_unknown_and_never_goes_by_itself(post, sink):
    id_ = post.approved(1)
    set_state(post, "sending")
    post.clock.move(minutes=6)
    for _ in range(3):
        post.sending(sink[0]).run()
    assert [(row.state, row.reason) for row in post.letters(id_)] == [("unknown", "no_record")]
    assert (post.state(id_), dict(sink[1].taken)) == ("done", {})


def test_staff_say_that_an_unknown_letter_arrived(post):
    post.approved(1)
    set_state(post, "unknown")
    post.doubtful.mark_arrived(STAFF, 1)
    post.doubtful.mark_arrived(STAFF, 1)
    assert post.states(1) == {"sent": 1}
    assert audit_actions(post).count("letters.arrived") == 1
    with pytest.raises(InvalidError):
        post.doubtful.send_again(STAFF, 1)


def test_staff_put_an_unknown_letter_back_while_the_window_is_open(post, sink):
    post.approved(1)
    set_state(post, "unknown")
    post.sending(sink[0]).run()
    post.doubtful.send_again(STAFF, 1)
    post.sending(sink[0]).run()
    assert post.states(1) == {"sent": 1} and "letters.send_again" in audit_actions(post)
    set_state(post, "unknown")
    post.clock.move(hours=73)
    with pytest.raises(InvalidError, match="Срок"):
        post.doubtful.send_again(STAFF, 1)


def test_two_workers_keep_to_one_pace(post, sink):
    post.approved(6)
    places = []
    for _ in range(2):
        with post.database.noting() as session:
            places += [row.next_try_at for row in claim(session, post, limit=3, spacing=2)]
    assert {later - earlier for earlier, later in pairwise(places)} == {timedelta(seconds=2)}


def test_the_pace_goes_on_after_the_clock_was_set_back(post):
    post.approved(4)
    with post.database.noting() as session:
        claim(session, post, limit=2, spacing=2)
    post.clock.move(hours=-5)
    with post.database.noting() as session:
        assert claim(session, post, limit=1, spacing=2)[0].next_try_at <= post.clock()


def test_a_signal_lets_the_letter_in_hand_finish_and_gives_the_others_back(post, sink):
    id_ = post.approved(5)
    sending = post.sending(sink[0], watch=lambda step, _id: step == "sending" and sending.stop())
    assert dict(sending.run().counts) == {"sent": 1}
    assert post.states(id_) == {"sent": 1, "queued": 4}


def claim(session, post, limit, spacing):
    wanted = outbox.Claim("w", post.clock(), limit, timedelta(seconds=spacing))
    return outbox.claim(session, wanted)


def set_state(post, state):
    with post.database.noting() as session:
        taken = {"state": state, "claimed_by": "gone", "claimed_at": post.clock()}
        session.execute(update(LetterRow).values(**taken))


def audit_actions(post):
    with post.database.reading() as session:
        return list(session.scalars(select(AuditRow.action)))


def test_a_mailing_tells_when_its_window_ends(post):
    with post.database.reading() as session:
        row = session.get(MailingRow, post.approved(1))
    assert row.ends_at - row.approved_at == timedelta(hours=72)
