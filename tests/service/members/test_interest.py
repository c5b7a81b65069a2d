"""«Кто искал мой товар»: counted by quarter, small numbers not told, nothing of who searched kept."""

import threading
from datetime import date

import pytest

from data.profiles import Need
from data.tables.self_service import InterestRow
from models.ranking.filters import Filters
from service.access import Caller
from service.errors import NotFoundError
from service.members.interest import InterestCounter, quarter_of
from tests.service.web.conftest import Pool
from tests.service.words_decide import let_words_decide

NEED = Need(title="Бетон товарный М500")


@pytest.fixture
def services(services):
    return let_words_decide(services)


@pytest.fixture
def beton(services):
    return Pool(services).company("beton").id


def staff(number):
    return Caller(f"user:{number}", "staff")


def search(services, counter, caller, need=NEED):
    counter.note(caller, need, services.matchmaking.suppliers(caller, need, 10, Filters()))


def rows(services):
    with services.database.reading() as session:
        return {(row.company_id, row.subject): row.num for row in session.query(InterestRow)}


def test_searches_are_counted_by_company_and_offer(services, beton):
    counter, offer = InterestCounter(services.database, 60), Pool(services).offer("Бетон товарный М500").id
    for number in (1, 2, 3):
        search(services, counter, staff(number))
    counter.flush()
    search(services, counter, staff(4))
    counter.flush()
    quarter = quarter_of(date.today())
    found = rows(services)
    assert found[beton, f"{quarter}/"] == 4 and found[beton, f"{quarter}/{offer}"] == 4


def test_the_same_search_of_the_same_person_counts_once_a_day(services, beton):
    counter = InterestCounter(services.database, 60)
    for _ in range(5):
        search(services, counter, staff(1))
    counter.flush()
    assert rows(services)[beton, f"{quarter_of(date.today())}/"] == 1


def test_own_searches_and_work_at_night_do_not_count(services, beton):
    counter = InterestCounter(services.database, 60)
    search(services, counter, Caller("user:5", "member", company_id=beton))
    search(services, counter, Caller("key:1", "batch"))
    counter.flush()
    assert rows(services) == {}


def test_five_searches_and_none_look_the_same_and_six_are_told(services, beton):
    counter, own = InterestCounter(services.database, 60), Caller("user:9", "member", company_id=beton)
    assert [one.told for one in counter.of(own, beton)] == ["до 5"] * 4
    for number in range(5):
        search(services, counter, staff(number))
    counter.flush()
    assert counter.of(own, beton)[0].told == "до 5" and counter.of(own, beton)[0].offers == ()
    search(services, counter, staff(6))
    counter.flush()
    assert counter.of(own, beton)[0].told == "6"
    assert [(offer.title, num) for offer, num in counter.of(own, beton)[0].offers] == [
        ("Бетон товарный М500", 6)
    ]


def test_another_member_learns_nothing(services, beton):
    other = Caller("user:9", "member", company_id=Pool(services).company("okna").id)
    with pytest.raises(NotFoundError):
        services.interest.of(other, beton)


def test_two_workers_add_up(services, beton):
    workers = [InterestCounter(services.database, 60) for _ in range(2)]
    for number, worker in enumerate(workers * 10):
        search(services, worker, staff(number))
    threads = [threading.Thread(target=worker.flush) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(services)[beton, f"{quarter_of(date.today())}/"] == 20


def test_what_was_counted_is_written_behind_the_answer(services, beton):
    counter = InterestCounter(services.database, 0)
    search(services, counter, staff(1))
    counter.close()
    assert rows(services)[beton, f"{quarter_of(date.today())}/"] == 1


def test_quarters_begin_in_january_april_july_and_october():
    days = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)]
    assert [quarter_of(day) for day in days] == ["2026-1", "2026-1", "2026-2", "2026-4"]
