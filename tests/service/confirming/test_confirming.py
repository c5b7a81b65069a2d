"""Whose data ask to be confirmed, and confirming them."""

from datetime import date, timedelta

import pytest

from data.periods import months_before
from data.tables.pool import CompanyRow, OfferRow, now
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError

BETON, ARMATURA, OKNA = 1, 2, 3
TODAY = date.today()
LONG_AGO = months_before(TODAY, 6) - timedelta(days=1)
READER = Caller("user:7", "staff", "Читатель", role="reader")


@pytest.fixture
def confirming(services):
    return services.confirming


def set_company(services, id_, **values):
    with services.database.changing("test", "age") as session:
        for name, value in values.items():
            setattr(session.get(CompanyRow, id_), name, value)


def days(services, company_id):
    with services.database.reading() as session:
        offers = session.query(OfferRow).filter_by(company_id=company_id).order_by(OfferRow.id)
        return [session.get(CompanyRow, company_id).confirmed_on, *(offer.confirmed_on for offer in offers)]


def listed(confirming, **query):
    return [company.id for company in confirming.unconfirmed(COMMAND_LINE, **query).companies]


def test_a_company_is_asked_on_the_day_after_six_months(services, confirming):
    for confirmed_on, asked in ((months_before(TODAY, 6), []), (LONG_AGO, [BETON])):
        set_company(services, BETON, confirmed_on=confirmed_on)
        assert listed(confirming) == asked


def test_one_that_was_never_confirmed_counts_from_the_day_when_it_came(services, confirming):
    assert listed(confirming) == []
    set_company(services, OKNA, created_at=now() - timedelta(days=200))
    assert listed(confirming) == [OKNA]


def test_members_come_first_and_the_pages_go_on(services, confirming):
    for id_ in (ARMATURA, OKNA, BETON):
        set_company(services, id_, confirmed_on=LONG_AGO)
    first = confirming.unconfirmed(COMMAND_LINE, limit=2)
    rest = confirming.unconfirmed(COMMAND_LINE, limit=2, after=first.next)
    assert [c.id for c in (*first.companies, *rest.companies)] == [BETON, OKNA, ARMATURA]
    assert rest.next is None and first.by_status == {"member": 1, "joining": 1, "prospect": 1}
    assert listed(confirming, status="prospect") == [ARMATURA]


def test_confirming_marks_the_company_and_its_offers_and_can_be_taken_back(services, confirming):
    set_company(services, BETON, confirmed_on=LONG_AGO)
    given = confirming.confirm(COMMAND_LINE, BETON)
    assert days(services, BETON) == [TODAY, TODAY, TODAY] and listed(confirming) == []
    assert confirming.confirm(COMMAND_LINE, BETON) == given, "pressed twice it is one"
    for _ in range(2):
        confirming.take_back(COMMAND_LINE, given)
    assert days(services, BETON) == [LONG_AGO, None, None]


def test_a_day_that_somebody_has_changed_since_stays(services, confirming):
    given = confirming.confirm(COMMAND_LINE, BETON)
    set_company(services, BETON, confirmed_on=date(2026, 1, 1))
    confirming.take_back(COMMAND_LINE, given)
    assert days(services, BETON) == [date(2026, 1, 1), None, None]


def test_a_reader_sees_whom_to_ask_and_confirms_nothing(services, confirming):
    assert confirming.unconfirmed(READER).companies == []
    for forbidden in (
        lambda: confirming.confirm(READER, BETON),
        lambda: confirming.take_back(READER, 1),
        lambda: confirming.unconfirmed(Caller("key:1", "guest")),
    ):
        with pytest.raises(ForbiddenError):
            forbidden()


def test_what_is_not_there_is_not_found(confirming):
    with pytest.raises(NotFoundError):
        confirming.confirm(COMMAND_LINE, 404)
    with pytest.raises(NotFoundError):
        confirming.take_back(COMMAND_LINE, 404)
