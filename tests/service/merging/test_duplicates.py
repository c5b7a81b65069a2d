import pytest

from data.tables.pool import CompanyRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError
from tests.service.merging_worlds import enter_twice

READER = Caller("user:9", "staff", "Читатель", "reader")


def pairs(services):
    return [(pair.first.id, pair.second.id) for pair in services.duplicates.current(COMMAND_LINE).pairs]


def test_a_company_entered_twice_is_found_and_counted(services):
    assert services.duplicates.count(COMMAND_LINE) == 0
    pair = enter_twice(services)
    assert (pairs(services), services.duplicates.count(READER)) == ([pair], 1)


def test_a_pair_told_apart_is_proposed_no_more_until_that_is_taken_back(services):
    one, other = enter_twice(services)
    for _ in range(2):
        services.duplicates.tell_apart(COMMAND_LINE, other, one)
    told = services.duplicates.current(COMMAND_LINE)
    assert (told.pairs, [(p.first.id, p.second.id) for p in told.told_apart]) == ((), [(one, other)])
    for _ in range(2):
        services.duplicates.take_back(COMMAND_LINE, one, other)
    assert pairs(services) == [(one, other)]


def test_a_company_is_not_told_apart_from_itself_or_from_nobody(services):
    for pair in ((1, 1), (1, 404)):
        with pytest.raises(NotFoundError):
            services.duplicates.tell_apart(COMMAND_LINE, *pair)


def test_readers_see_duplicates_and_tell_nothing_apart(services):
    with pytest.raises(ForbiddenError):
        services.duplicates.tell_apart(READER, 1, 2)
    with pytest.raises(ForbiddenError):
        services.duplicates.take_back(READER, 1, 2)
    with pytest.raises(ForbiddenError):
        services.duplicates.current(Caller("user:8", "member"))


def test_names_alike_are_found_for_what_is_being_typed_in_the_archive_too(services):
    row = services.pool_entry.create(COMMAND_LINE, CompanyRow, {"name": "Молчун и Ко"})
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, row.id)
    found = services.duplicates.alike(COMMAND_LINE, "ООО «Молчун»")
    assert [company.name for company in found] == ["Молчун", "Молчун и Ко"]
