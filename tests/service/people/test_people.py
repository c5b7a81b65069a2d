"""Administrators say who signs in; one of them is always left."""

import pytest

from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, InvalidError, NotFoundError
from tests.service.people.conftest import caller_of, row_of


@pytest.fixture
def people(services):
    return services.people


def add(people, login, role):
    people.create(COMMAND_LINE, login, login.title(), role, "очень длинный пароль")
    return people.named(COMMAND_LINE, login).id


def test_the_first_person_of_an_installation_is_its_administrator_and_the_next_is_staff(people, services):
    people.create(COMMAND_LINE, "petya", "Петя")
    roles = [row_of(services, login).role for login in ("masha", "petya")]
    assert roles == ["administrator", "staff"]


@pytest.mark.parametrize(("given", "role"), [("читатель", "reader"), ("administrator", "administrator")])
def test_a_role_is_given_by_its_word_or_its_name(people, services, given, role):
    people.create(COMMAND_LINE, "petya", "Петя", given)
    assert row_of(services, "petya").role == role


def test_an_unknown_role_is_refused_with_those_there_are(people):
    with pytest.raises(InvalidError, match="администратор, сотрудник, читатель"):
        people.create(COMMAND_LINE, "petya", "Петя", "царь")


@pytest.mark.parametrize("login", ["два слова", "x" * 65, "a\x00b", "<b>", "а/б"])
def test_a_login_is_one_short_word(people, login):
    with pytest.raises(InvalidError, match="до 64 знаков"):
        people.create(COMMAND_LINE, login, "Имя")


def test_the_last_administrator_keeps_the_role_and_the_way_in(people, services, masha):
    id_ = row_of(services, "masha").id
    for act in (
        lambda: people.change(COMMAND_LINE, id_, "Маша", "staff"),
        lambda: people.disable(COMMAND_LINE, id_),
    ):
        with pytest.raises(InvalidError, match="последний администратор"):
            act()
    assert (row_of(services, "masha").role, row_of(services, "masha").disabled_at) == ("administrator", None)


def test_a_disabled_administrator_does_not_count_as_one(people, services, masha):
    other = add(people, "petya", "administrator")
    people.disable(masha, other)
    with pytest.raises(InvalidError, match="последний администратор"):
        people.change(masha, row_of(services, "masha").id, "Маша", "reader")


def test_with_two_administrators_one_may_become_something_else(people, services, masha):
    add(people, "petya", "administrator")
    people.change(masha, row_of(services, "masha").id, "Мария", "reader")
    row = row_of(services, "masha")
    assert (row.name, row.role) == ("Мария", "reader")


def test_nobody_disables_oneself(people, services, masha):
    add(people, "petya", "administrator")
    with pytest.raises(InvalidError, match="Себя отключить нельзя"):
        people.disable(masha, row_of(services, "masha").id)


def test_a_disabled_person_is_out_at_once_and_comes_back_in_a_new_session(people, services, masha):
    id_ = add(people, "petya", "staff")
    session = services.signing_in.sign_in("petya", "очень длинный пароль", "192.0.2.1")
    people.disable(masha, id_)
    assert services.signing_in.user(id_, session.session_version) is None
    assert services.signing_in.sign_in("petya", "очень длинный пароль", "192.0.2.1") is None
    people.enable(masha, id_)
    assert services.signing_in.user(id_, session.session_version) is None
    assert services.signing_in.sign_in("petya", "очень длинный пароль", "192.0.2.1")


def test_a_new_role_counts_from_the_next_request(people, services, masha):
    id_ = add(people, "petya", "staff")
    version = services.signing_in.sign_in("petya", "очень длинный пароль", "192.0.2.1").session_version
    people.change(masha, id_, "Петя", "reader")
    assert services.signing_in.user(id_, version).role == "reader"


@pytest.mark.parametrize("role", ["staff", "reader"])
def test_only_administrators_administer(people, services, role):
    add(people, "petya", role)
    petya, id_ = caller_of(services, "petya"), row_of(services, "masha").id
    key = Caller("key:1", "staff")
    for act in (
        lambda caller: people.listed(caller),
        lambda caller: people.person(caller, id_),
        lambda caller: people.create(caller, "x", "X"),
        lambda caller: people.change(caller, id_, "X", "reader"),
        lambda caller: people.give_password(caller, id_),
        lambda caller: people.disable(caller, id_),
        lambda caller: people.enable(caller, id_),
        lambda caller: people.unlock(caller, id_),
    ):
        for caller in (petya, key):
            with pytest.raises(ForbiddenError):
                act(caller)


@pytest.mark.parametrize("id_", [0, 404, 10**30])
def test_nobody_of_that_number_is_found(people, masha, id_):
    for act in (people.person, people.disable, people.enable, people.give_password, people.unlock):
        with pytest.raises(NotFoundError):
            act(masha, id_)


def test_people_are_listed_by_name_and_the_disabled_last(people, masha):
    people.disable(masha, add(people, "anna", "staff"))
    add(people, "boris", "staff")
    assert [person.row.login for person in people.listed(masha)] == ["boris", "masha", "anna"]
