"""What Flask-Limiter expects of a place to count in, of its own memory and of our database alike."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from data.store.counters import counter_key, hit
from service.web.limit_storage import DatabaseStorage


@pytest.fixture
def ours(database):
    return DatabaseStorage(database=lambda: database)


@pytest.fixture(params=["memory", "ours"])
def storage(request, ours):
    return MemoryStorage() if request.param == "memory" else ours


def test_hits_are_counted_for_each_key_alone(storage):
    assert [storage.incr("a", 60), storage.incr("a", 60, amount=2), storage.incr("b", 60)] == [1, 3, 1]
    assert (storage.get("a"), storage.get("b"), storage.get("c")) == (3, 1, 0)


def test_a_window_ends_when_its_first_hit_says(storage):
    started = time.time()
    storage.incr("a", 60)
    storage.incr("a", 600)
    assert 59 < storage.get_expiry("a") - started < 62


def test_a_window_that_is_over_counts_anew(storage):
    storage.incr("a", 1, amount=5)
    time.sleep(1.1)
    assert (storage.get("a"), storage.incr("a", 60)) == (0, 1)


def test_where_nothing_was_counted_the_window_ends_now(storage):
    assert abs(storage.get_expiry("a") - time.time()) < 2


def test_one_key_or_all_are_forgotten(storage):
    for key in "abc":
        storage.incr(key, 60)
    storage.clear("a")
    assert (storage.get("a"), storage.get("b")) == (0, 1)
    assert storage.reset() == 2
    assert storage.get("b") == 0


def test_it_says_that_it_works(storage):
    assert storage.check() is True


def test_the_fixed_window_of_the_library_lets_as_many_through_as_it_says(storage):
    limiter, limit = FixedWindowRateLimiter(storage), parse("3 per minute")
    assert [limiter.hit(limit, "masha") for _ in range(4)] == [True, True, True, False]
    assert limiter.test(limit, "petya")
    assert limiter.get_window_stats(limit, "masha").remaining == 0


def test_hits_that_come_at_once_are_all_counted(storage):
    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda _: storage.incr("a", 60), range(24)))
    assert sorted(seen) == list(range(1, 25))


def test_two_workers_count_together(database, ours):
    other = DatabaseStorage(database=lambda: database)
    assert [ours.incr("a", 60), other.incr("a", 60), ours.get("a")] == [1, 2, 2]


def test_forgetting_the_limits_leaves_what_else_is_counted(database, ours):
    with database.noting() as session:
        hit(session, counter_key("sign-in", "masha"), timedelta(minutes=1))
    assert ours.reset() == 0
    with database.noting() as session:
        assert hit(session, counter_key("sign-in", "masha"), timedelta(minutes=1)) == 2


def test_counters_that_have_ended_make_room(database, ours):
    ours.incr("old", 1)
    time.sleep(1.1)
    ours.incr("new", 60)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM counters").scalar() == 1


def test_a_key_of_any_length_is_kept_and_cannot_be_read(database, ours):
    ours.incr("тайный пароль\x00" * 10_000, 60)
    with database.reading() as session:
        (key,) = session.connection().exec_driver_sql("SELECT key FROM counters").scalars()
    assert len(key) < 80 and "тайный" not in key
