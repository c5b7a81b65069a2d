"""Use cases of administrators: who signs in, as what, and who no longer does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from data.database import Database
from data.store import people as store
from data.tables.pool import UserRow, now
from service.access import Caller, may_manage_people
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.people.lockout import Lockout
from service.people.of_company import member_company
from service.people.passwords import check_password, hashed, made_up_password
from service.people.typed import read_login, read_name, read_role

ADMINISTRATOR = "administrator"
NO_ROLE = "Роли — у сотрудников ассоциации; у человека от компании её нет"
LAST = "Это последний администратор: сначала сделайте администратором кого-нибудь ещё"


@dataclass(frozen=True)
class Person:
    """A user, and until when the login is closed to somebody after tries that failed."""

    row: UserRow
    closed_until: datetime | None


@dataclass(frozen=True)
class NewPassword:
    """A password as it is shown, once."""

    login: str
    password: str


class People:
    """Every use case raises ForbiddenError for a caller who does not administer, NotFoundError for nobody."""

    def __init__(self, database: Database, lockout: Lockout) -> None:
        self._database = database
        self._lockout = lockout

    def listed(self, caller: Caller) -> list[Person]:
        """Everybody, in order of names; the disabled last."""
        _check(caller)
        with self._database.reading() as session:
            rows = store.users(session)
        closed = self._lockout.closed([row.login for row in rows])
        return [Person(row, closed.get(row.login)) for row in rows]

    def person(self, caller: Caller, id_: int) -> Person:
        """One of them."""
        found = [person for person in self.listed(caller) if person.row.id == id_]
        if not found:
            raise NotFoundError("Такого человека нет")
        return found[0]

    def named(self, caller: Caller, login: str) -> UserRow:
        """The one of that login."""
        _check(caller)
        with self._database.reading() as session:
            return _found(store.user_of_login(session, login.strip()), login)

    def create(
        self, caller: Caller, login: str, name: str, role: str | None = None, password: str | None = None
    ) -> NewPassword:
        """Somebody of the staff; the password is made up when none is given. Raises InvalidError.

        Without a role the first of an installation is an administrator, all others are staff.
        """
        given = read_role(role) if role else None
        with self._making(caller, login, name, password) as (session, user, made):
            user.role = given or ("staff" if _staff(session) else ADMINISTRATOR)
        return made

    def create_member(
        self, caller: Caller, login: str, name: str, company: str, password: str | None = None
    ) -> NewPassword:
        """Somebody who speaks for a member company, named by code, INN or exact name. Raises InvalidError."""
        with self._making(caller, login, name, password) as (session, user, made):
            user.scope, user.company_id = "member", member_company(session, company, "company").id
        return made

    def change(self, caller: Caller, id_: int, name: str, role: str) -> UserRow:
        """Another name or role. Raises InvalidError, for the role of the last administrator too."""
        name, role = read_name(name), read_role(role)
        if not name:
            raise InvalidError([("name", "Нужно имя")])
        with self._changing(caller, id_, "users.update") as (session, user):
            if user.company_id and role != user.role:
                raise InvalidError([("role", NO_ROLE)])
            if role != ADMINISTRATOR:
                _keep_an_administrator(session, user, "role")
            user.name, user.role = name, role
            return user

    def give_password(self, caller: Caller, id_: int, password: str | None = None) -> NewPassword:
        """A new password, which ends the person's sessions and opens the login. Raises InvalidError."""
        password = password or made_up_password()
        made = hashed(password)
        with self._changing(caller, id_, "users.password") as (_, user):
            check_password(password, user.login, user.name)
            user.password_hash = made
            user.session_version += 1
        self._lockout.open(user.login)
        return NewPassword(user.login, password)

    def disable(self, caller: Caller, id_: int) -> UserRow:
        """Ends the sessions and lets the person in no more. Raises InvalidError for oneself and the last."""
        with self._changing(caller, id_, "users.disable") as (session, user):
            if caller.actor == f"user:{id_}":
                raise InvalidError([("", "Себя отключить нельзя: попросите другого администратора")])
            _keep_an_administrator(session, user, "")
            user.disabled_at = user.disabled_at or now()
            return user

    def enable(self, caller: Caller, id_: int) -> UserRow:
        """Lets the person in again, in a new session."""
        with self._changing(caller, id_, "users.enable") as (_, user):
            if user.disabled_at:
                user.disabled_at = None
                user.session_version += 1
            return user

    def unlock(self, caller: Caller, id_: int) -> UserRow:
        """Opens a login that was closed after tries that failed."""
        row = self.person(caller, id_).row
        self._lockout.open(row.login)
        return row

    @contextmanager
    def _making(
        self, caller: Caller, login: str, name: str, password: str | None
    ) -> Iterator[tuple[Session, UserRow, NewPassword]]:
        _check(caller)
        login, name = read_login(login), read_name(name)
        password = password or made_up_password()
        check_password(password, login, name)
        user = UserRow(login=login, name=name or login, password_hash=hashed(password))
        with self._database.changing(caller.actor, "users.create", login) as session:
            if store.user_of_login(session, login):
                raise InvalidError([("login", f"Логин {login} уже занят")])
            yield session, user, NewPassword(login, password)
            session.add(user)

    @contextmanager
    def _changing(self, caller: Caller, id_: int, action: str) -> Iterator[tuple[Session, UserRow]]:
        _check(caller)
        with self._database.changing(caller.actor, action, str(id_)) as session:
            yield session, _found(store.any_user(session, id_), str(id_))


def _staff(session: Session) -> list[UserRow]:
    return [row for row in store.users(session) if row.scope == "staff"]


def _keep_an_administrator(session: Session, user: UserRow, field: str) -> None:
    others = [row for row in _staff(session) if row.id != user.id and not row.disabled_at]
    is_one = user.scope == "staff" and user.role == ADMINISTRATOR and not user.disabled_at
    if is_one and not any(row.role == ADMINISTRATOR for row in others):
        raise InvalidError([(field, LAST)])


def _check(caller: Caller) -> None:
    if not may_manage_people(caller):
        raise ForbiddenError("Людей заводят и отключают администраторы")


def _found(user: UserRow | None, named: str) -> UserRow:
    if user is None:
        raise NotFoundError(f"Пользователя {named[:80]} нет")
    return user
