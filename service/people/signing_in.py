"""Use cases of a person at the sign-in page, and of the own password."""

from data.database import Database
from data.store import people
from data.tables.pool import UserRow, now
from service.errors import InvalidError, NotFoundError
from service.people.lockout import Lockout
from service.people.of_company import may_come_in
from service.people.passwords import check_password, hashed, is_right


class SigningIn:
    """Who somebody is, by password or by session."""

    def __init__(self, database: Database, lockout: Lockout) -> None:
        self._database = database
        self._lockout = lockout

    def sign_in(self, login: str, password: str, address: str) -> UserRow | None:
        """The user of that login and password; None when either is wrong. Raises LockedError."""
        self._lockout.begin(login, address)
        with self._database.reading() as session:
            user = people.user_by_login(session, login)
            user = user if user and may_come_in(session, user) else None
        if not is_right(user.password_hash if user else None, password):
            self._lockout.check(login, address)
            return None
        self._lockout.forgive(login, address)
        return self._came(user) if user else None

    def user(self, id_: int, session_version: int) -> UserRow | None:
        """The user of a session that has not been ended."""
        with self._database.reading() as session:
            user = people.user_by_id(session, id_)
            is_known = user is not None and user.session_version == session_version
            return user if user and is_known and may_come_in(session, user) else None

    def change_password(self, id_: int, old: str, new: str, again: str) -> UserRow:
        """Gives a person another password and ends all the person's sessions. Raises InvalidError.

        The row has the version that a session needs to go on.
        """
        with self._database.reading() as session:
            user = _found(people.user_by_id(session, id_))
        if not is_right(user.password_hash, old):
            raise InvalidError([("old_password", "Это не ваш нынешний пароль")])
        check_password(new, user.login, user.name, field="new_password")
        if new != again:
            raise InvalidError([("new_password_again", "Новый пароль повторён иначе")])
        if new == old:
            raise InvalidError([("new_password", "Новый пароль такой же, как нынешний")])
        made = hashed(new)
        with self._database.changing(f"user:{id_}", "users.own_password", str(id_)) as session:
            user = _found(people.user_by_id(session, id_))
            user.password_hash = made
            user.session_version += 1
            return user

    def sign_out(self, id_: int) -> None:
        """Ends all sessions of a person: a cookie that was copied before is of no use after."""
        with self._database.noting() as session:
            user = people.user_by_id(session, id_)
            if user:
                user.session_version += 1

    def _came(self, user: UserRow) -> UserRow:
        with self._database.noting() as session:
            row = session.get_one(UserRow, user.id)
            row.last_sign_in_at = now()
            return row


def _found(user: UserRow | None) -> UserRow:
    if user is None:
        raise NotFoundError("Такого пользователя нет")
    return user
