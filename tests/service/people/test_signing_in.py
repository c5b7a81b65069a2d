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
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def door(services):
    return services.signing_in


def fail(door, login="masha", times=4, address=HERE):
    for _ in range(times):
        assert door.sign_in(login, "не тот", address) is None


def let_time_pass(services, minutes):
    with services.database.noting() as session:
        for row in session.query(CounterRow):
            row.ends_at -= timedelta(minutes=minutes)


@pytest.mark.parametrize("login", ["masha", "MASHA", "Masha"])
def test_the_right_password_signs_in_in_any_case_of_the_login(door, login):
    assert door.sign_in(login, PASSWORD, HERE).name == "Маша"


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
    assert door.sign_in(login, password, HERE) is None


def test_the_last_sign_in_is_kept(door, services):
    before = now()
    assert row_of(services, "masha").last_sign_in_at is None
    door.sign_in("masha", PASSWORD, HERE)
    assert before <= row_of(services, "masha").last_sign_in_at <= now()


@pytest.mark.parametrize("login", ["masha", "nobody"])
def test_the_fifth_wrong_try_closes_a_login_whether_somebody_has_it_or_not(door, login):
    fail(door, login)
    for password in ("не тот", "не тот", PASSWORD):
        with pytest.raises(LockedError, match=r"вход закрыт до \d\d:\d\d"):
            door.sign_in(login, password, HERE)


def test_a_closed_login_says_the_same_of_everybody(door):
    told = []
    for login in ("masha", "nobody"):
        fail(door, login)
        with pytest.raises(LockedError) as error:
            door.sign_in(login, "не тот", HERE)
        told.append(str(error.value)[:60])
    assert told[0] == told[1]


def test_it_opens_after_a_quarter_of_an_hour_and_tries_meanwhile_do_not_count(door, services):
    fail(door)
    for _ in range(3):
        with pytest.raises(LockedError):
            door.sign_in("masha", "не тот", HERE)
    let_time_pass(services, minutes=14)
    with pytest.raises(LockedError):
        door.sign_in("masha", PASSWORD, HERE)
    let_time_pass(services, minutes=2)
    assert door.sign_in("masha", PASSWORD, HERE)


def test_the_right_password_in_time_forgives_what_was_wrong(door):
    for _ in range(3):
        fail(door)
        assert door.sign_in("masha", PASSWORD, HERE)


def test_wrong_tries_of_one_login_close_no_other(door):
    fail(door, "nobody", times=4)
    with pytest.raises(LockedError):
        door.sign_in("nobody", "x", HERE)
    assert door.sign_in("masha", PASSWORD, HERE)


@pytest.mark.parametrize("way", ["unlock", "give_password"])
def test_an_administrator_opens_a_login_and_a_new_password_opens_it_too(door, services, masha, way):
    id_ = row_of(services, "masha").id
    fail(door)
    with pytest.raises(LockedError):
        door.sign_in("masha", "не тот", HERE)
    assert services.people.person(masha, id_).closed_until > now()
    getattr(services.people, way)(masha, id_)
    assert services.people.person(masha, id_).closed_until is None
    fail(door)


def test_tries_that_come_at_once_are_no_more_than_those_one_by_one(services):
    lockout, let_in = Lockout(services.database, 5), []

    def attempt():
        try:
            lockout.begin("masha", HERE)
        except LockedError:
            return
        let_in.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == 5


def close(door, login="masha", address=HERE):
    fail(door, login, address=address)
    with pytest.raises(LockedError):
        door.sign_in(login, "не тот", address)


def test_whoever_closes_a_login_closes_it_to_the_own_address_only(door, services, masha):
    close(door, address=ELSEWHERE)
    assert door.sign_in("masha", PASSWORD, HERE)
    with pytest.raises(LockedError):
        door.sign_in("masha", PASSWORD, ELSEWHERE)
    id_ = row_of(services, "masha").id
    assert services.people.person(masha, id_).closed_until
    services.people.unlock(masha, id_)
    assert door.sign_in("masha", PASSWORD, ELSEWHERE)


def test_a_session_goes_on_while_the_login_is_closed(door):
    user = door.sign_in("masha", PASSWORD, HERE)
    close(door)
    assert door.user(user.id, user.session_version)
    assert door.change_password(user.id, PASSWORD, "совсем другой пароль", "совсем другой пароль")


@pytest.fixture
def lockout(services):
    return Lockout(services.database, 5)


def tries(lockout, addresses):
    """How many of these addresses may try a password."""
    let_in = 0
    for address in addresses:
        try:
            lockout.begin("masha", address)
        except LockedError:
            continue
        let_in += 1
    return let_in


def test_tries_from_very_many_addresses_are_slowed_down_and_known_addresses_are_not(lockout, services, door):
    assert door.sign_in("masha", PASSWORD, HERE)
    assert tries(lockout, (f"203.0.113.{n}" for n in range(120))) == 99  # the sign-in was the first of them
    assert tries(lockout, [ELSEWHERE]) == 0
    assert door.sign_in("masha", PASSWORD, HERE)
    assert lockout.closed(["masha", "nobody"]).keys() == {"masha"}
    for minutes in (0.5, 16):  # a pause does not begin it anew
        let_time_pass(services, minutes)
        assert tries(lockout, (f"198.51.100.{n}" for n in range(9))) == 1
    lockout.open("masha")
    assert tries(lockout, [ELSEWHERE]) == 1


def test_addresses_of_one_network_of_the_sixth_version_are_one(lockout):
    assert tries(lockout, (f"2001:db8::{n:x}" for n in range(9))) == 5
    assert tries(lockout, ["2001:db8:0:1::1"]) == 1


def test_what_was_typed_as_a_login_is_not_kept_in_the_open(door, services):
    fail(door, "мой тайный пароль", times=1)
    with services.database.reading() as session:
        assert not any("тайный" in row.key for row in session.query(CounterRow))


def test_an_own_password_is_changed_and_old_sessions_end(door, services):
    user = door.sign_in("masha", PASSWORD, HERE)
    row = door.change_password(user.id, PASSWORD, "совсем другой пароль", "совсем другой пароль")
    assert door.user(user.id, user.session_version) is None
    assert door.user(user.id, row.session_version).login == "masha"
    assert door.sign_in("masha", PASSWORD, HERE) is None
    assert door.sign_in("masha", "совсем другой пароль", HERE)


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
    assert door.sign_in("masha", PASSWORD, HERE)


def test_the_login_and_the_name_are_no_passwords(services):
    for password in ("konstantin.", "Константин Длинный"):
        with pytest.raises(InvalidError, match="совпадает"):
            services.people.create(COMMAND_LINE, "konstantin.", "константин  длинный", None, password)


def test_a_password_is_kept_as_argon2(services):
    with services.database.reading() as session:
        user = session.query(UserRow).filter_by(login="masha").one()
    assert user.password_hash.startswith("$argon2id$")
    assert "пароль" not in user.password_hash
