"""Use cases of portals: made with a key of their own, listed, disabled, given another key."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.exchange.cells import clean_text
from data.store import portals as store
from data.tables.pool import KeyRow, now
from data.tables.portals import PortalRow
from service.access import Caller, may_keep_portals
from service.accounts import NewKey, new_key
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.portals.origins import read_origins

MAX_NAME = 200
NO_PORTAL = "Такого портала нет"


@dataclass(frozen=True)
class Portal:
    """A portal and its key without the secret."""

    row: PortalRow
    key: KeyRow

    @property
    def works(self) -> bool:
        """Whether its widget opens."""
        return store.works(self.row, self.key)


@dataclass(frozen=True)
class NewPortal:
    """A portal with its key as it is shown, once."""

    row: PortalRow
    key: NewKey


class Portals:
    """Every use case raises ForbiddenError for a caller who does not administer, NotFoundError for none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, caller: Caller) -> list[Portal]:
        """All, the working ones first."""
        _check(caller)
        with self._database.reading() as session:
            return [Portal(row, key) for row, key in store.portals(session)]

    def portal(self, caller: Caller, id_: str) -> Portal:
        """One of them."""
        found = [portal for portal in self.listed(caller) if portal.row.id == id_]
        if not found:
            raise NotFoundError(NO_PORTAL)
        return found[0]

    def create(self, caller: Caller, name: str, origins: list[str]) -> NewPortal:
        """A portal and the key of its server. Raises InvalidError."""
        _check(caller)
        name, origins = _read_name(name), read_origins(origins)
        row = PortalRow(id=secrets.token_hex(6), name=name, origins=origins)
        with self._database.changing(caller.actor, "portals.create", row.id) as session:
            return _with_new_key(session, row)

    def change(self, caller: Caller, id_: str, name: str, origins: list[str]) -> None:
        """Another name, or other addresses, from this moment on. Raises InvalidError."""
        name, origins = _read_name(name), read_origins(origins)
        with self._changing(caller, id_, "portals.update") as (_, row):
            row.name, row.origins = name, origins

    def renew_key(self, caller: Caller, id_: str) -> NewPortal:
        """Another key; the one before and the tokens fetched by it end at once."""
        with self._changing(caller, id_, "portals.key") as (session, row):
            key = session.get_one(KeyRow, row.key_id)
            key.revoked_at = key.revoked_at or now()
            return _with_new_key(session, row)

    def disable(self, caller: Caller, id_: str) -> PortalRow:
        """Its widget opens no more, and its tokens are of no use."""
        with self._changing(caller, id_, "portals.disable") as (_, row):
            row.disabled_at = row.disabled_at or now()
            return row

    def enable(self, caller: Caller, id_: str) -> PortalRow:
        """Its widget opens again."""
        with self._changing(caller, id_, "portals.enable") as (_, row):
            row.disabled_at = None
            return row

    def origins_of(self, id_: str) -> list[str]:
        """From where the widget of a working portal opens; anybody may ask. Raises NotFoundError."""
        with self._database.reading() as session:
            row = store.working_portal(session, id_)
        if row is None:
            raise NotFoundError(NO_PORTAL)
        return row.origins

    def is_origin(self, origin: str) -> bool:
        """Whether a page of that origin belongs to some working portal."""
        with self._database.reading() as session:
            return any(origin in row.origins for row, key in store.portals(session) if store.works(row, key))

    @contextmanager
    def _changing(self, caller: Caller, id_: str, action: str) -> Iterator[tuple[Session, PortalRow]]:
        _check(caller)
        with self._database.changing(caller.actor, action, id_[:40]) as session:
            row = store.portal(session, id_)
            if row is None:
                raise NotFoundError(NO_PORTAL)
            yield session, row


def _with_new_key(session: Session, row: PortalRow) -> NewPortal:
    made, key = new_key("portal", note=f"портал «{row.name}»")
    session.add(key)
    session.flush()
    row.key_id = key.id
    session.add(row)
    session.flush()
    return NewPortal(row, made)


def _read_name(text: str) -> str:
    name = " ".join(clean_text(text).split())
    if not name:
        raise InvalidError([("name", "Нужно название: как портал называют в ассоциации")])
    if len(name) > MAX_NAME:
        raise InvalidError([("name", f"Название длиннее {MAX_NAME} знаков")])
    return name


def _check(caller: Caller) -> None:
    if not may_keep_portals(caller):
        raise ForbiddenError("Порталы заводят и отключают администраторы")
