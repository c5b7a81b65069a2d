"""Tries to sign in that failed: after some, a login is closed for a while to the address they came from."""

import ipaddress
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from data.database import Database
from data.store import counters
from data.tables.pool import now
from service.errors import ServiceError

PAUSE = timedelta(minutes=15)
PURPOSE = "sign-in"
KNOWN, KNOWN_FOR = "sign-in-known", timedelta(days=90)
SLOWED_AFTER = 20  # times as many tries as close an address, from all addresses together
SLOWED_TO = timedelta(seconds=30)  # a try
SLOWED_FOR = timedelta(days=1)  # since the last one


class LockedError(ServiceError):
    """A login is closed until a moment, to one address or to all that it is not known from."""

    def __init__(self, told: str, until: datetime) -> None:
        super().__init__(told)
        self.until = until


class Lockout:
    """Counts in the database, so that all processes know; a pause of PAUSE without tries forgets them.

    Whoever knows a login closes it to no address but the own one. Tries from very many addresses slow a login
    down, but for addresses from which it was signed in with lately.
    """

    def __init__(self, database: Database, tries: int) -> None:
        self._database = database
        self._tries = tries

    def begin(self, login: str, address: str) -> None:
        """Counts a try before it is made: tries that come at once are no more than those one by one.

        Raises LockedError; a try while the login is closed does not close it for longer.
        """
        with self._database.noting() as session:
            own = counters.counter(session, _key(login, address), locked=True)
            if own and own.hits >= self._tries:
                raise _closed(own.ends_at)
            if not counters.counter(session, _known(login, address)):
                self._count_of_all(session, login)
            counters.hit(session, _key(login, address), PAUSE, prolongs=True)

    def check(self, login: str, address: str) -> None:
        """Raises LockedError where the login is closed to the address."""
        with self._database.reading() as session:
            own = counters.counter(session, _key(login, address))
        if own and own.hits >= self._tries:
            raise _closed(own.ends_at)

    def forgive(self, login: str, address: str) -> None:
        """After the right password: what was wrong from there counts no more, and the address is known."""
        with self._database.noting() as session:
            counters.clear(session, _key(login, address))
            counters.hit(session, _known(login, address), KNOWN_FOR, prolongs=True)

    def open(self, login: str) -> None:
        """Opens the login to all; nothing counts any more."""
        with self._database.noting() as session:
            counters.clear(session, _of_all(login))
            counters.clear_all(session, _of_all(login))

    def closed(self, logins: list[str]) -> dict[str, datetime]:
        """Which of these are closed to somebody or slowed down, and until when at the latest."""
        with self._database.reading() as session:
            full = counters.ends_of_full(session, PURPOSE, self._tries)
            slowed = counters.ends_of_full(session, PURPOSE, self._most)
        ends: dict[str, datetime] = {}
        for key, end in full.items():
            of_all = ":".join(key.split(":")[:2])
            if key != of_all or key in slowed:
                ends[of_all] = max(end, ends.get(of_all, end))
        return {login: ends[_of_all(login)] for login in logins if _of_all(login) in ends}

    @property
    def _most(self) -> int:
        return self._tries * SLOWED_AFTER

    def _count_of_all(self, session: Session, login: str) -> None:
        found = counters.counter(session, _of_all(login), locked=True)
        if found and found.hits >= self._most:
            free = found.ends_at - SLOWED_FOR + SLOWED_TO
            if free > now():
                raise _slowed(free)
        counters.hit(session, _of_all(login), SLOWED_FOR, prolongs=True)


def _closed(until: datetime) -> LockedError:
    # the minute that is over by then, on the clock of the wall
    minute = (until + timedelta(seconds=59)).astimezone()
    return LockedError(
        f"С этим логином слишком часто ошибались: вход закрыт до {minute:%H:%M}."
        " Раньше его может открыть администратор.",
        until,
    )


def _slowed(until: datetime) -> LockedError:
    return LockedError(
        "С этим логином ошибаются с очень многих адресов: с незнакомого адреса его принимают раз в"
        f" {SLOWED_TO.seconds} секунд. Подождите и попробуйте снова; помочь может администратор.",
        until,
    )


def _of_all(login: str) -> str:
    return counters.counter_key(PURPOSE, _folded(login))


def _key(login: str, address: str) -> str:
    return counters.counter_key(_of_all(login), _network(address))


def _known(login: str, address: str) -> str:
    return counters.counter_key(counters.counter_key(KNOWN, _folded(login)), _network(address))


def _folded(login: str) -> str:
    return login.strip().casefold()


def _network(address: str) -> str:
    """A home or an office has 2**64 addresses of the sixth version: they are one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:  # a socket has no address
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
