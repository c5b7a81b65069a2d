"""Tries to sign in that failed: after some the login is closed for a while, whoever has it or nobody."""

from datetime import datetime, timedelta

from data.database import Database
from data.store import counters
from service.errors import ServiceError

PAUSE = timedelta(minutes=15)
PURPOSE = "sign-in"


class LockedError(ServiceError):
    """A login is closed until a moment."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"С этим логином слишком часто ошибались: вход закрыт до {_minute(until):%H:%M}."
            " Раньше его может открыть администратор."
        )
        self.until = until


class Lockout:
    """Counts in the database, so that all processes know; a pause of PAUSE without tries forgets them."""

    def __init__(self, database: Database, tries: int) -> None:
        self._database = database
        self._tries = tries

    def begin(self, login: str) -> None:
        """Counts a try before it is made: tries that come at once are no more than those one by one.

        Raises LockedError; a try while the login is closed does not close it for longer.
        """
        key = _key(login)
        with self._database.noting() as session:
            found = counters.counter(session, key, locked=True)
            if found and found.hits >= self._tries:
                raise LockedError(found.ends_at)
            counters.hit(session, key, PAUSE, prolongs=True)

    def check(self, login: str) -> None:
        """Raises LockedError where the login is closed."""
        with self._database.reading() as session:
            found = counters.counter(session, _key(login))
        if found and found.hits >= self._tries:
            raise LockedError(found.ends_at)

    def forgive(self, login: str) -> None:
        """Opens the login; nothing counts any more."""
        with self._database.noting() as session:
            counters.clear(session, _key(login))

    def closed(self, logins: list[str]) -> dict[str, datetime]:
        """Which of these are closed, and until when."""
        with self._database.reading() as session:
            ends = counters.ends_of_full(session, PURPOSE, self._tries)
        return {login: ends[_key(login)] for login in logins if _key(login) in ends}


def _minute(until: datetime) -> datetime:
    # the minute that is over by then, on the clock of the wall
    return (until + timedelta(seconds=59)).astimezone()


def _key(login: str) -> str:
    return counters.counter_key(PURPOSE, login.strip().casefold())
