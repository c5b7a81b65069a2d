"""Somebody else's edit in between."""

import pytest

from data import entry
from data.tables.pool import CompanyRow, SlotRow
from data.versions import Version


@pytest.fixture
def session(database):
    with database.changing("test", "edit") as session:
        yield session


@pytest.fixture
def company(session):
    return entry.create(session, CompanyRow, {"name": "Завод", "phone": "1-00-00", "about": "Делаем блоки"})


def test_a_version_survives_being_written_into_a_form(company):
    token = str(Version.of(company))
    assert Version.read(CompanyRow, token) == Version.of(company)
    assert Version.read(CompanyRow, token).has("phone", "1-00-00")
    assert not Version.read(CompanyRow, token).has("phone", "2-00-00")


@pytest.mark.parametrize("token", ["x", "0" * 500, "ё" * 8])
def test_a_token_from_elsewhere_fits_no_value(token):
    assert not Version.read(SlotRow, token).has("title", None)


def test_fields_that_only_one_of_two_has_changed_are_merged(session, company):
    seen = str(Version.of(company))
    entry.update(session, company, {"phone": "2-00-00"})
    entry.update(session, company, {"phone": "1-00-00", "about": "Делаем плитку"}, since=seen)
    assert (company.phone, company.about) == ("2-00-00", "Делаем плитку")


def test_a_name_that_the_editor_left_alone_keeps_what_another_made_of_it(session, company):
    seen = str(Version.of(company))
    entry.update(session, company, {"name": "Комбинат"})
    entry.update(session, company, {"name": "Завод", "phone": "2-00-00"}, since=seen)
    assert (company.name, company.name_folded, company.phone) == ("Комбинат", "комбинат", "2-00-00")


def test_a_field_that_both_have_changed_is_told_and_nothing_is_written(session, company):
    seen = str(Version.of(company))
    entry.update(session, company, {"phone": "2-00-00"})
    with pytest.raises(entry.EditConflict) as raised:
        entry.update(session, company, {"phone": "3-00-00", "about": "Делаем плитку"}, since=seen)
    assert raised.value.contested == (entry.Contested("phone", theirs="2-00-00", yours="3-00-00"),)
    assert raised.value.changed == {"phone", "about"}
    assert (company.phone, company.about) == ("2-00-00", "Делаем блоки")
    entry.update(session, company, {"phone": "3-00-00"}, since=raised.value.version)
    assert company.phone == "3-00-00"


def test_two_who_write_the_same_do_not_contest(session, company):
    seen = str(Version.of(company))
    entry.update(session, company, {"phone": "2-00-00"})
    entry.update(session, company, {"phone": "2-00-00"}, since=seen)
    assert company.phone == "2-00-00"
