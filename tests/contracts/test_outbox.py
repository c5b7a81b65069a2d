"""What the outbox promises, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from data.store import mailings, outbox
from data.tables.mail import LetterRow
from tests.service.mailing.post import STAFF, Post, counting_sink

LEASE = timedelta(minutes=5)


@pytest.fixture
def post(database_url, tmp_path):
    opened = Post(tmp_path, database_url).add_companies(20)
    yield opened
    opened.close()


def claim(post, worker, limit=5):
    with post.arming.stepping() as session:
        wanted = outbox.Claim(worker, post.clock(), limit, timedelta(seconds=1))
        return [row.id for row in outbox.claim(session, wanted)]


def test_a_company_has_one_letter_in_a_mailing(post):
    post.mailing(1)
    with pytest.raises(IntegrityError), post.database.noting() as session:
        told = {"address": "a@b.ru", "subject": "", "html": "", "text": ""}
        session.add(LetterRow(mailing_id=1, company_id=1, **told))


def test_workers_that_claim_at_once_get_different_letters(post):
    post.approved(20)
    with ThreadPoolExecutor(4) as threads:
        claimed = list(threads.map(lambda number: claim(post, f"w{number}"), range(4)))
    assert sorted(id_ for ids in claimed for id_ in ids) == [row.id for row in post.letters(1)]


def test_a_letter_whose_lease_ran_out_is_nobodys(post):
    post.approved(1)
    (id_,) = claim(post, "slow")
    post.clock.move(minutes=6)
    with post.arming.stepping() as session:
        outbox.recover(session, post.clock(), LEASE)
    assert claim(post, "quick") == [id_]
    with post.arming.stepping() as session:
        assert outbox.own(session, id_, "slow") is None
        assert outbox.own(session, id_, "quick").mailing.title == "Март"
        assert not outbox.record(session, id_, "slow", state="failed")


def test_a_letter_found_sending_is_unknown_until_its_worker_says_more(post):
    post.approved(1)
    (id_,) = claim(post, "slow")
    with post.arming.stepping() as session:
        outbox.begin(session, id_, post.clock())
    post.clock.move(minutes=6)
    with post.arming.stepping() as session:
        outbox.recover(session, post.clock(), LEASE)
    assert (post.states(1), claim(post, "quick")) == ({"unknown": 1}, [])
    with post.arming.stepping() as session:
        assert outbox.record(session, id_, "slow", state="sent", reason=None)
    assert post.states(1) == {"sent": 1}


def test_only_what_a_worker_did_not_begin_is_released(post):
    post.approved(3)
    first, *_ = claim(post, "w", 2)
    with post.arming.stepping() as session:
        outbox.begin(session, first, post.clock())
        outbox.release(session, "w")
    assert post.states(1) == {"sending": 1, "queued": 2}


def test_there_is_work_while_letters_are_due_lost_or_over(post):
    def has_work():
        with post.database.reading() as session:
            return outbox.has_work(session, post.clock(), LEASE)

    assert not has_work()
    post.approved(1)
    assert has_work()
    claim(post, "w")
    assert not has_work()
    post.clock.move(minutes=6)
    assert has_work()
    post.clock.move(hours=80)
    assert has_work()


def test_a_draft_that_staff_excluded_meanwhile_is_not_queued(post):
    post.mailing(2)
    first, second = post.letters(1)
    with post.database.noting() as session:
        session.execute(update(LetterRow).where(LetterRow.id == first.id).values(state="excluded"))
        fixed = [outbox.Fixed(row.id, f"<{row.id}@x>", "0") for row in (first, second)]
        outbox.enqueue(session, fixed)
    assert [(row.state, row.message_id) for row in post.letters(1)] == [
        ("excluded", None),
        ("queued", f"<{second.id}@x>"),
    ]


def test_what_went_to_a_company_is_known(post):
    post.approved(2, {"items": [{"kind": "supplier", "offer": 7}]})
    with counting_sink() as (port, _):
        post.sending(port).run()
    post.mailing(2, {"items": [{"kind": "supplier", "offer": 8}]})
    with post.database.reading() as session:
        assert mailings.items_that_went(session, 1) == [{"kind": "supplier", "offer": 7}]


def test_two_workers_and_a_double_click_send_every_letter_once(post):
    def send(port):
        return post.sending(port).run().counts["sent"]

    id_ = post.mailing(20)
    with counting_sink() as (port, taken), ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: post.approval.approve(STAFF, id_), range(2)))
        assert sum(threads.map(send, (port, port))) == 20
    assert (len(taken.taken), taken.duplicates) == (20, 0)
