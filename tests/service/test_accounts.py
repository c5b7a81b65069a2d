"""Users and keys: made, checked, ended."""

import re
import threading

import pytest

from data.tables.pool import KeyRow
from service.errors import InvalidError, NotFoundError


@pytest.fixture
def accounts(services):
    return services.accounts


def test_a_made_up_password_is_long_and_works(accounts, services):
    password = accounts.create_user("petya", "Петя")
    assert len(password) >= 16
    assert services.signing_in.sign_in("petya", password, "192.0.2.1")


def test_a_login_is_taken_once(accounts):
    with pytest.raises(InvalidError, match="уже занят"):
        accounts.create_user(" MASHA ", "Другая", "другой длинный пароль")


@pytest.mark.parametrize("login", ["", "   "])
def test_a_login_is_needed(accounts, login):
    with pytest.raises(InvalidError, match="Нужен логин"):
        accounts.create_user(login, "Имя", "длинный пароль")


def test_a_short_password_is_refused_at_both_doors(accounts):
    with pytest.raises(InvalidError, match="короче 10"):
        accounts.create_user("petya", "Петя", "девять555")
    with pytest.raises(InvalidError, match="короче 10"):
        accounts.set_password("masha", "короткий")


def test_a_new_password_ends_old_sessions(accounts, services):
    door = services.signing_in
    user = door.sign_in("masha", "длинный пароль", "192.0.2.1")
    accounts.set_password("masha", "совсем другой пароль")
    assert door.user(user.id, user.session_version) is None
    assert door.sign_in("masha", "длинный пароль", "192.0.2.1") is None
    assert door.sign_in("masha", "совсем другой пароль", "192.0.2.1")


def test_nobody_gets_no_new_password(accounts):
    with pytest.raises(NotFoundError):
        accounts.set_password("nobody")


def test_keys_are_random_and_of_one_form(accounts):
    keys = [accounts.create_key("staff") for _ in range(3)]
    assert all(re.fullmatch(r"svz_[0-9a-f]{12}_[\w-]{43}", key.key) for key in keys)
    assert len({key.key for key in keys}) == 3


@pytest.mark.parametrize("scope", ["", "admin", "STAFF", "staff "])
def test_a_key_has_a_known_scope(accounts, scope):
    with pytest.raises(InvalidError, match="staff"):
        accounts.create_key(scope)


def test_a_key_reads_only_when_asked_for(accounts):
    roles = {role: accounts.create_key("staff", role=role) for role in ("staff", "reader")}
    assert {role: accounts.caller_by_key(key.key).role for role, key in roles.items()} == {
        "staff": "staff",
        "reader": "reader",
    }
    assert accounts.caller_by_key(accounts.create_key("staff").key).role == "staff"


@pytest.mark.parametrize("role", ["administrator", "", "царь"])
def test_no_key_administers(accounts, role):
    with pytest.raises(InvalidError, match="staff, reader"):
        accounts.create_key("staff", role=role)


def test_a_key_is_revoked_once(accounts):
    key = accounts.create_key("staff")
    accounts.revoke_key(key.id)
    assert accounts.caller_by_key(key.key) is None
    with pytest.raises(NotFoundError):
        accounts.revoke_key(key.id)


def test_the_audit_log_names_keys_by_their_number(accounts):
    key = accounts.create_key("staff")
    assert accounts.caller_by_key(key.key).actor == f"key:{key.id}"


def test_many_first_uses_of_a_key_at_once_all_succeed(services, key):
    accounts, callers = services.accounts, []
    threads = [
        threading.Thread(target=lambda: callers.append(accounts.caller_by_key(key))) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with services.database.reading() as session:
        assert session.get(KeyRow, key.split("_")[1]).last_used_on is not None
    assert len([caller for caller in callers if caller]) == 20
