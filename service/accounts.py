"""Keys of the API: made, checked, revoked; and users as whoever runs the machine makes them."""

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from data.database import Database
from data.store import people as store
from data.tables.pool import CompanyRow, KeyRow, now
from service.access import COMMAND_LINE, KEY_ROLES, SCOPES, Caller
from service.errors import InvalidError, NotFoundError
from service.people.of_company import may_come_in, member_company
from service.people.people import People


@dataclass(frozen=True)
class NewKey:
    """A key as it is shown, once; the scope as it was asked for."""

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
        """A new key; the secret is kept only as a hash. Raises InvalidError for an unknown scope or role.

        A member's scope names its company by code, INN or exact name: «member:beton».
        """
        kind, _, company = scope.partition(":")
        _check_scope(kind, company, role)
        made, row = new_key(kind, role, note)
        with self._database.changing(COMMAND_LINE.actor, "keys.create", row.id) as session:
            row.company_id = member_company(session, company, "scope").id if company else None
            session.add(row)
        return replace(made, scope=scope)

    def revoke_key(self, id_: str) -> None:
        """Ends a key at once. Raises NotFoundError."""
        with self._database.changing(COMMAND_LINE.actor, "keys.revoke", id_) as session:
            row = store.key_by_id(session, id_)
            if row is None:
                raise NotFoundError(f"Действующего ключа {id_} нет")
            row.revoked_at = now()

    def keys(self) -> list[tuple[KeyRow, str]]:
        """All keys with their scopes as they are written, newest first."""
        with self._database.reading() as session:
            return [(row, _scope(session, row)) for row in store.keys(session)]

    def caller_by_key(self, key: str) -> Caller | None:
        """The holder of a key; None when it is wrong or revoked, or its company has left the pool."""
        prefix, _, rest = key.partition("_")
        id_, _, secret = rest.partition("_")
        if prefix != "svz" or not secret or not (key.isascii() and key.isprintable()):
            return None
        with self._database.reading() as session:
            row = store.key_by_id(session, id_)
            if row is None or not hmac.compare_digest(row.secret_sha256, _sha256(secret)):
                return None
            if not may_come_in(session, row):
                return None
            self._note_use(row)
            return Caller(f"key:{row.id}", row.scope, role=row.role, company_id=row.company_id)

    def create_user(self, login: str, name: str, password: str | None = None, role: str | None = None) -> str:
        """A new user; returns the password, made up when none is given. Raises InvalidError."""
        return self._people.create(COMMAND_LINE, login, name, role, password).password

    def create_member(self, login: str, name: str, company: str, password: str | None = None) -> str:
        """A new user who speaks for a company; returns the password. Raises InvalidError."""
        return self._people.create_member(COMMAND_LINE, login, name, company, password).password

    def set_password(self, login: str, password: str | None = None) -> str:
        """Gives a user a new password and ends the user's sessions. Raises NotFoundError, InvalidError."""
        user = self._people.named(COMMAND_LINE, login)
        return self._people.give_password(COMMAND_LINE, user.id, password).password

    def _note_use(self, row: KeyRow) -> None:
        if row.last_used_on == datetime.now(UTC).date():
            return
        with self._database.noting() as session:
            store.note_key_use(session, row.id)


def new_key(scope: str, role: str = "staff", note: str | None = None) -> tuple[NewKey, KeyRow]:
    """A key as it is shown once, and as it is kept; the row is not added yet."""
    id_, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    row = KeyRow(id=id_, secret_sha256=_sha256(secret), scope=scope, role=role, note=note)
    return NewKey(id_, f"svz_{id_}_{secret}", scope, role), row


def _check_scope(kind: str, company: str, role: str) -> None:
    if kind not in SCOPES:
        raise InvalidError([("scope", f"Такой области нет; есть: {', '.join(SCOPES)}")])
    if (kind == "member") is not bool(company):
        raise InvalidError([("scope", "Компанию называют у member, и только там: member:КОМПАНИЯ")])
    if role not in (KEY_ROLES if kind == "staff" else ("staff",)):
        roles = ", ".join(KEY_ROLES)
        raise InvalidError([("role", f"Такой роли у ключа нет; у ключей staff есть: {roles}")])


def _scope(session: Session, row: KeyRow) -> str:
    company = session.get(CompanyRow, row.company_id) if row.company_id else None
    return f"{row.scope}:{company.code}" if company else row.scope


def _sha256(secret: str) -> str:
    # the secret has 256 random bits: a slow hash would protect nothing more
    return hashlib.sha256(secret.encode()).hexdigest()
