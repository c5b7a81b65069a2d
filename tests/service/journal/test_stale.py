"""What staff say of needs past their term, and of those without one that nobody has looked at for months."""

from datetime import date, timedelta

import pytest

from data.entry import EntryError
from data.periods import months_before
from data.tables.pool import NeedRow, now
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError

TODAY = date.today()
READER = Caller("user:7", "staff", "Читатель", role="reader")
CONCRETE, STEEL = 1, 2  # needs of the small pool


@pytest.fixture
def terms(services):
    return services.stale_needs


def change(services, need_id, **values):
    with services.database.changing("test", "age") as session:
        row = session.get(NeedRow, need_id)
        for name, value in values.items():
            setattr(row, name, value)


def titles(found):
    return [need.id for need in found]


def test_a_need_stands_there_from_the_day_after_its_term(services, terms):
    for due, listed in ((TODAY, []), (TODAY - timedelta(days=1), [CONCRETE])):
        change(services, CONCRETE, due=due.isoformat())
        assert titles(terms.stale(COMMAND_LINE).past) == listed


def test_a_need_without_a_last_day_asks_after_the_months_and_never_expires(services, terms):
    long_ago = months_before(TODAY, services.settings.confirm_months) - timedelta(days=1)
    change(services, CONCRETE, due="ежемесячно")
    change(services, CONCRETE, due_told_on=long_ago)
    change(services, STEEL, created_at=now() - timedelta(days=400))
    found = terms.stale(COMMAND_LINE)
    assert titles(found.untold) == [CONCRETE, STEEL] and found.num_untold == 2 and titles(found.past) == []
    terms.still_true(COMMAND_LINE, CONCRETE)
    before = terms.still_true(COMMAND_LINE, STEEL)
    assert titles(terms.stale(COMMAND_LINE).untold) == []
    terms.put_back(COMMAND_LINE, STEEL, before)
    assert titles(terms.stale(COMMAND_LINE).untold) == [STEEL]


def test_words_of_a_term_count_anew_once_somebody_says_that_they_are_still_true(services, terms):
    change(services, CONCRETE, due="до конца месяца")
    change(services, CONCRETE, due_on=TODAY - timedelta(days=40), due_told_on=TODAY - timedelta(days=50))
    assert titles(terms.stale(COMMAND_LINE).past) == [CONCRETE]
    terms.still_true(COMMAND_LINE, CONCRETE)
    assert titles(terms.stale(COMMAND_LINE).past) == []


@pytest.mark.parametrize("until", ["", "вчера", "01.01.2020", "когда-нибудь", "31.02.2030"])
def test_a_new_term_must_be_a_day_to_come(services, terms, until):
    with pytest.raises(EntryError) as error:
        terms.prolong(COMMAND_LINE, CONCRETE, until)
    assert error.value.errors[0].field == "due"


def test_what_has_left_the_pool_is_not_asked_about(services, terms):
    change(services, CONCRETE, due="2020-01-01", archived_at=now())
    assert titles(terms.stale(COMMAND_LINE).past) == []
    with pytest.raises(NotFoundError):
        terms.prolong(COMMAND_LINE, CONCRETE, "31.12.2099")


def test_a_reader_sees_the_list_and_changes_nothing(services, terms):
    assert terms.stale(READER).num_past == 0
    for forbidden in (
        lambda: terms.prolong(READER, CONCRETE, "31.12.2099"),
        lambda: terms.still_true(READER, CONCRETE),
        lambda: terms.stale(Caller("key:1", "guest")),
    ):
        with pytest.raises(ForbiddenError):
            forbidden()
