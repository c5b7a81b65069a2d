"""Users who sign in and keys of the API: made, checked, revoked."""

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from data.database import Database
from data.store import people
from data.tables import KeyRow, UserRow, now
from service.access import SCOPES, Caller
from service.errors import InvalidError, NotFoundError

MIN_PASSWORD = 10
_hasher = PasswordHasher()
# checked when the login is unknown, so that the time taken tells nothing
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True)
class NewKey:
    """A key as it is shown, once."""

    id: str
    key: str
    scope: str

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return asdict(self)


class Accounts:
    """Who is calling, by key, by password or by session."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create_key(self, scope: str, note: str | None = None) -> NewKey:
        """A new key; the secret is kept only as a hash. Raises InvalidError for an unknown scope."""
        if scope not in SCOPES:
            raise InvalidError([("scope", f"Такой области нет; есть: {', '.join(SCOPES)}")])
        id_, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        with self._database.changing("cli", "keys.create", id_) as session:
            session.add(KeyRow(id=id_, secret_sha256=_sha256(secret), scope=scope, note=note))
        return NewKey(id_, f"svz_{id_}_{secret}", scope)

    def revoke_key(self, id_: str) -> None:
        """Ends a key at once. Raises NotFoundError."""
        with self._database.changing("cli", "keys.revoke", id_) as session:
            row = people.key_by_id(session, id_)
            if row is None:
                raise NotFoundError(f"Действующего ключа {id_} нет")
            row.revoked_at = now()

    def keys(self) -> list[KeyRow]:
        """All keys, newest first."""
        with self._database.reading() as session:
            return list(session.scalars(select(KeyRow).order_by(KeyRow.created_at.desc())))

    def caller_by_key(self, key: str) -> Caller | None:
        """The holder of a key; None when it is wrong or revoked."""
        prefix, _, rest = key.partition("_")
        id_, _, secret = rest.partition("_")
        if prefix != "svz" or not secret or not (key.isascii() and key.isprintable()):
            return None
        with self._database.reading() as session:
            row = people.key_by_id(session, id_)
            if row is None or not hmac.compare_digest(row.secret_sha256, _sha256(secret)):
                return None
            self._note_use(row)
            return Caller(f"key:{row.id}", row.scope)

    def create_user(self, login: str, name: str, password: str | None = None) -> str:
        """A new staff user; returns the password, made up when none is given. Raises InvalidError."""
        login = login.strip().casefold()
        password = password or secrets.token_urlsafe(12)
        if not login:
            raise InvalidError([("login", "Нужен логин")])
        _check_password(password)
        with self._database.changing("cli", "users.create", login) as session:
            if session.scalars(select(UserRow).where(UserRow.login == login)).first():
                raise InvalidError([("login", f"Логин {login} уже занят")])
            session.add(UserRow(login=login, name=name or login, password_hash=_hasher.hash(password)))
        return password

    def set_password(self, login: str, password: str | None = None) -> str:
        """Gives a user a new password and ends the user's sessions. Raises NotFoundError, InvalidError."""
        password = password or secrets.token_urlsafe(12)
        _check_password(password)
        with self._database.changing("cli", "users.password", login) as session:
            user = people.user_by_login(session, login)
            if user is None:
                raise NotFoundError(f"Пользователя {login} нет")
            user.password_hash = _hasher.hash(password)
            user.session_version += 1
        return password

    def sign_in(self, login: str, password: str) -> UserRow | None:
        """The user of that login and password; None when either is wrong."""
        with self._database.reading() as session:
            user = people.user_by_login(session, login)
        try:
            _hasher.verify(user.password_hash if user else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return user

    def user(self, id_: int, session_version: int) -> UserRow | None:
        """The user of a session that has not been ended."""
        with self._database.reading() as session:
            user = people.user_by_id(session, id_)
        return user if user and user.session_version == session_version else None

    def _note_use(self, row: KeyRow) -> None:
        if row.last_used_on == datetime.now(UTC).date():
            return
        with self._database.noting() as session:
            people.note_key_use(session, row.id)


def _check_password(password: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise InvalidError([("password", f"Пароль короче {MIN_PASSWORD} знаков")])


def _sha256(secret: str) -> str:
    # the secret has 256 random bits: a slow hash would protect nothing more
    return hashlib.sha256(secret.encode()).hexdigest()
