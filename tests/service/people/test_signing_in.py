"""Passwords checked at the door: the right one, wrong ones, too many of them, and a new one of one's own."""

import threading
from datetime import timedelta

import pytest

from data.tables.counters import CounterRow
from data.tables.pool import UserRow, now
from service.access import COMMAND_LINE
from service.errors import InvalidError
from service.people.lockout import LockedError, Lockout
from tests.service.people.conftest import row_of

PASSWORD = "длинный пароль"


@pytest.fixture
def door(services):
    return services.signing_in


def fail(door, login="masha", times=4):
    for _ in range(times):
        assert door.sign_in(login, "не тот") is None


def let_time_pass(services, minutes):
    with services.database.noting() as session:
        for row in session.query(CounterRow):
            row.ends_at -= timedelta(minutes=minutes)


@pytest.mark.parametrize("login", ["masha", "MASHA", "Masha"])
def test_the_right_password_signs_in_in_any_case_of_the_login(door, login):
    assert door.sign_in(login, PASSWORD).name == "Маша"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("masha", "Длинный пароль"),
        ("masha", ""),
        ("masha", "длинный пароль\x00"),
        ("masha", "x" * 100_000),
        ("nobody", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("", ""),
        ("masha\x00", PASSWORD),
        ("\ud800", PASSWORD),
    ],
)
def test_anything_else_does_not(door, login, password):
    assert door.sign_in(login, password) is None


def test_the_last_sign_in_is_kept(door, services):
    before = now()
    assert row_of(services, "masha").last_sign_in_at is None
    door.sign_in("masha", PASSWORD)
    assert before <= row_of(services, "masha").last_sign_in_at <= now()


@pytest.mark.parametrize("login", ["masha", "nobody"])
def test_the_fifth_wrong_try_closes_a_login_whether_somebody_has_it_or_not(door, login):
    fail(door, login)
    for password in ("не тот", "не тот", PASSWORD):
        with pytest.raises(LockedError, match=r"вход закрыт до \d\d:\d\d"):
            door.sign_in(login, password)


def test_a_closed_login_says_the_same_of_everybody(door):
    told = []
    for login in ("masha", "nobody"):
        fail(door, login)
        with pytest.raises(LockedError) as error:
            door.sign_in(login, "не тот")
        told.append(str(error.value)[:60])
    assert told[0] == told[1]


def test_it_opens_after_a_quarter_of_an_hour_and_tries_meanwhile_do_not_count(door, services):
    fail(door)
    for _ in range(3):
        with pytest.raises(LockedError):
            door.sign_in("masha", "не тот")
    let_time_pass(services, minutes=14)
    with pytest.raises(LockedError):
        door.sign_in("masha", PASSWORD)
    let_time_pass(services, minutes=2)
    assert door.sign_in("masha", PASSWORD)


def test_the_right_password_in_time_forgives_what_was_wrong(door):
    for _ in range(3):
        fail(door)
        assert door.sign_in("masha", PASSWORD)


def test_wrong_tries_of_one_login_close_no_other(door):
    fail(door, "nobody", times=4)
    with pytest.raises(LockedError):
        door.sign_in("nobody", "x")
    assert door.sign_in("masha", PASSWORD)


@pytest.mark.parametrize("way", ["unlock", "give_password"])
def test_an_administrator_opens_a_login_and_a_new_password_opens_it_too(door, services, masha, way):
    id_ = row_of(services, "masha").id
    fail(door)
    with pytest.raises(LockedError):
        door.sign_in("masha", "не тот")
    assert services.people.person(masha, id_).closed_until > now()
    getattr(services.people, way)(masha, id_)
    assert services.people.person(masha, id_).closed_until is None
    fail(door)


def test_tries_that_come_at_once_are_no_more_than_those_one_by_one(services):
    lockout, let_in = Lockout(services.database, 5), []

    def attempt():
        try:
            lockout.begin("masha")
        except LockedError:
            return
        let_in.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == 5


def test_what_was_typed_as_a_login_is_not_kept_in_the_open(door, services):
    fail(door, "мой тайный пароль", times=1)
    with services.database.reading() as session:
        assert not any("тайный" in row.key for row in session.query(CounterRow))


def test_an_own_password_is_changed_and_old_sessions_end(door, services):
    user = door.sign_in("masha", PASSWORD)
    row = door.change_password(user.id, PASSWORD, "совсем другой пароль", "совсем другой пароль")
    assert door.user(user.id, user.session_version) is None
    assert door.user(user.id, row.session_version).login == "masha"
    assert door.sign_in("masha", PASSWORD) is None
    assert door.sign_in("masha", "совсем другой пароль")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (("не тот", "совсем другой пароль", "совсем другой пароль"), "old_password", "не ваш"),
        ((PASSWORD, "короткий", "короткий"), "new_password", "короче 10"),
        ((PASSWORD, "совсем другой пароль", "совсем другой"), "new_password_again", "иначе"),
        ((PASSWORD, PASSWORD, PASSWORD), "new_password", "такой же"),
        ((PASSWORD, "1234567890", "1234567890"), "new_password", "самых частых"),
        ((PASSWORD, "x" * 1001, "x" * 1001), "new_password", "длиннее 1000"),
    ],
)
def test_a_bad_new_password_is_refused_at_its_field_and_changes_nothing(door, services, typed, field, words):
    id_ = row_of(services, "masha").id
    with pytest.raises(InvalidError, match=words) as error:
        door.change_password(id_, *typed)
    assert [place for place, _ in error.value.places] == [field]
    assert door.sign_in("masha", PASSWORD)


def test_the_login_and_the_name_are_no_passwords(services):
    for password in ("konstantin.", "Константин Длинный"):
        with pytest.raises(InvalidError, match="совпадает"):
            services.people.create(COMMAND_LINE, "konstantin.", "константин  длинный", None, password)


def test_a_password_is_kept_as_argon2(services):
    with services.database.reading() as session:
        user = session.query(UserRow).filter_by(login="masha").one()
    assert user.password_hash.startswith("$argon2id$")
    assert "пароль" not in user.password_hash
