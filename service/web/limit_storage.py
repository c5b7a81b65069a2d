"""Where Flask-Limiter counts: in the database of the installation, so that several workers count together."""

from collections.abc import Callable
from datetime import timedelta

from limits.storage import Storage
from sqlalchemy.exc import SQLAlchemyError

from data.database import Database
from data.store import counters
from data.tables.pool import now
from service.api.context import services

SCHEME, PURPOSE = "database", "limit"


def _of_the_app() -> Database:
    return services().database


class DatabaseStorage(Storage):
    """The fixed windows of `limits`; the database is that of the application that answers."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - declared by the base class

    def __init__(
        self,
        uri: str | None = None,
        wrap_exceptions: bool = False,
        database: Callable[[], Database] = _of_the_app,
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._database = database

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong below."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Counts on within the window that the first hit began."""
        with self._database().noting() as session:
            return counters.hit(session, _key(key), timedelta(seconds=expiry), amount)

    def get(self, key: str) -> int:
        """How far it has come; nothing once the window is over."""
        with self._database().reading() as session:
            found = counters.counter(session, _key(key))
        return found.hits if found else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds of the epoch; now where there is none."""
        with self._database().reading() as session:
            found = counters.counter(session, _key(key))
        return (found.ends_at if found else now()).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        try:
            self.get("")
        except SQLAlchemyError:
            return False
        return True

    def reset(self) -> int | None:
        """Forgets all windows; sign-ins that failed are counted elsewhere and stay."""
        with self._database().noting() as session:
            return counters.clear_all(session, PURPOSE)

    def clear(self, key: str) -> None:
        """Forgets one."""
        with self._database().noting() as session:
            counters.clear(session, _key(key))


def _key(key: str) -> str:
    return counters.counter_key(PURPOSE, key)
