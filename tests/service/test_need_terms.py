"""A need leaves on the day after its term and the grace: without a new snapshot, and nothing is deleted."""

from datetime import date, timedelta

import pytest

from data.tables.pool import NeedRow
from models.ranking.filters import Filters
from service.access import COMMAND_LINE
from service.journal.stale import Told
from tests.service.conftest import opened
from tests.service.words_decide import let_words_decide

NEED = "Бетон М500 для фундамента"
TODAY = date.today()


def days_ago(number):
    return TODAY - timedelta(days=number)


@pytest.fixture
def need(services):
    let_words_decide(services)
    with services.database.reading() as session:
        return session.query(NeedRow).filter_by(title=NEED).one()


def set_due(services, need, day):
    with services.database.changing("test", "age") as session:
        row = session.get(NeedRow, need.id)
        row.due = day.isoformat()


def buyers(services):
    offer = next(o for o in services.live.current().snapshot.pool.offers if o.title == "Бетон товарный М500")
    answer = services.matchmaking.buyers(COMMAND_LINE, offer, 10, Filters())
    return [pair.pair.need.title for found in (*answer.matches, *answer.near_misses) for pair in found.pairs]


def asked(services):
    return [demand.need.title for demand in services.boards.current().needs()]


def test_a_need_counts_through_the_grace_and_not_a_day_longer(services, need):
    grace = services.settings.need_grace_days
    for age, counts in ((0, True), (grace, True), (grace + 1, False)):
        set_due(services, need, days_ago(age))
        assert (NEED in buyers(services), NEED in asked(services)) == (counts, counts), age


def test_it_leaves_without_a_new_snapshot_and_comes_back_when_it_is_prolonged(services, need):
    before = services.live.current().snapshot.name
    set_due(services, need, days_ago(30))
    assert NEED not in asked(services)
    services.stale_needs.prolong(COMMAND_LINE, need.id, TODAY.strftime("%d.%m.%Y"))
    assert NEED in asked(services) and NEED in buyers(services)
    assert services.live.current().snapshot.name == before


def test_niches_forget_it_too(services, need):
    other = next(title for title in asked(services) if title != NEED)
    with services.database.reading() as session:
        window = session.query(NeedRow).filter_by(title=other).one()
    set_due(services, window, days_ago(30))
    unmet = [
        demand.need.title
        for niche in services.niches.current(COMMAND_LINE).niches
        for demand in niche.demands
    ]
    assert other not in unmet


def test_the_grace_is_a_setting(services, need, tmp_path):
    services.database.close()
    patient = opened(tmp_path / "data", services.encoder, need_grace_days=40)
    set_due(patient, need, days_ago(39))
    assert NEED in asked(patient)
    patient.database.close()


def test_a_term_put_back_is_as_it_was(services, need):
    set_due(services, need, days_ago(30))
    before = services.stale_needs.prolong(COMMAND_LINE, need.id, "до конца года")
    assert before == Told(days_ago(30).isoformat(), TODAY)
    services.stale_needs.put_back(COMMAND_LINE, need.id, before)
    with services.database.reading() as session:
        row = session.get(NeedRow, need.id)
    assert (row.due, row.due_on) == (days_ago(30).isoformat(), days_ago(30))
