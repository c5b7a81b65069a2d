"""Keys of the API: made, checked, revoked; and users as whoever runs the machine makes them."""

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from data.database import Database
from data.store import people as store
from data.tables import KeyRow, now
from service.access import COMMAND_LINE, KEY_ROLES, SCOPES, Caller
from service.errors import InvalidError, NotFoundError
from service.people.people import People


@dataclass(frozen=True)
class NewKey:
    """A key as it is shown, once."""

    id: str
    key: str
    scope: str
    role: str

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return asdict(self)


class Accounts:
    """What the command line may do without signing in."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def create_key(self, scope: str, note: str | None = None, role: str = "staff") -> NewKey:
        """A new key; the secret is kept only as a hash. Raises InvalidError for an unknown scope or role."""
        if scope not in SCOPES:
            raise InvalidError([("scope", f"Такой области нет; есть: {', '.join(SCOPES)}")])
        if role not in KEY_ROLES:
            raise InvalidError([("role", f"Такой роли у ключа нет; есть: {', '.join(KEY_ROLES)}")])
        id_, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        row = KeyRow(id=id_, secret_sha256=_sha256(secret), scope=scope, role=role, note=note)
        with self._database.changing(COMMAND_LINE.actor, "keys.create", id_) as session:
            session.add(row)
        return NewKey(id_, f"svz_{id_}_{secret}", scope, role)

    def revoke_key(self, id_: str) -> None:
        """Ends a key at once. Raises NotFoundError."""
        with self._database.changing(COMMAND_LINE.actor, "keys.revoke", id_) as session:
            row = store.key_by_id(session, id_)
            if row is None:
                raise NotFoundError(f"Действующего ключа {id_} нет")
            row.revoked_at = now()

    def keys(self) -> list[KeyRow]:
        """All keys, newest first."""
        with self._database.reading() as session:
            return store.keys(session)

    def caller_by_key(self, key: str) -> Caller | None:
        """The holder of a key; None when it is wrong or revoked."""
        prefix, _, rest = key.partition("_")
        id_, _, secret = rest.partition("_")
        if prefix != "svz" or not secret or not (key.isascii() and key.isprintable()):
            return None
        with self._database.reading() as session:
            row = store.key_by_id(session, id_)
            if row is None or not hmac.compare_digest(row.secret_sha256, _sha256(secret)):
                return None
            self._note_use(row)
            return Caller(f"key:{row.id}", row.scope, role=row.role)

    def create_user(self, login: str, name: str, password: str | None = None, role: str | None = None) -> str:
        """A new user; returns the password, made up when none is given. Raises InvalidError."""
        return self._people.create(COMMAND_LINE, login, name, role, password).password

    def set_password(self, login: str, password: str | None = None) -> str:
        """Gives a user a new password and ends the user's sessions. Raises NotFoundError, InvalidError."""
        user = self._people.named(COMMAND_LINE, login)
        return self._people.give_password(COMMAND_LINE, user.id, password).password

    def _note_use(self, row: KeyRow) -> None:
        if row.last_used_on == datetime.now(UTC).date():
            return
        with self._database.noting() as session:
            store.note_key_use(session, row.id)


def _sha256(secret: str) -> str:
    # the secret has 256 random bits: a slow hash would protect nothing more
    return hashlib.sha256(secret.encode()).hexdigest()
