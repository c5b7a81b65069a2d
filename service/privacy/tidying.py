"""The daily clean-up: what has been kept long enough goes, as docs/privacy.md says."""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from data.database import Database
from data.store.tidying import Before, delete_old
from data.tables.pool import now
from models.publishing import write_whole
from service.contacts.contacts import Contacts
from service.importing.uploads import Uploads
from service.settings import Settings

log = structlog.get_logger(__name__)

EVERY = timedelta(days=1)
LOOK_SECONDS = 600.0
WORDS: Mapping[str, str] = {
    "drafts": "черновики обращений",
    "proposals": "решённые правки участников",
    "searches": "убранные сохранённые поиски",
    "letters": "тексты отправленных писем",
    "log": "строки журнала изменений",
    "answers": "ответы на повторные запросы",
    "counters": "счётчики",
    "contacts": "запросы контактов без ответа",
}


class Tidying:
    """Runs once a day, whichever process comes first; the command runs it at once."""

    def __init__(self, database: Database, contacts: Contacts, settings: Settings) -> None:
        self._database = database
        self._contacts = contacts
        self._settings = settings
        self._told = settings.data_dir / "tidied"
        self._stopped = threading.Event()

    def tidy(self) -> dict[str, int]:
        """Deletes what is old enough; how many of each kind."""
        settings, moment = self._settings, now()
        before = Before(
            now=moment,
            log=moment - timedelta(days=settings.log_days),
            drafts=moment - timedelta(days=settings.draft_days),
            letters=moment - timedelta(days=settings.letter_days),
        )
        with self._database.noting() as session:
            gone = delete_old(session, before)
        gone["contacts"] = self._contacts.expire()
        Uploads(settings.imports).sweep()
        self._write(moment)
        return gone

    def start(self) -> None:
        """Begins to look once in a while whether the day is over."""
        threading.Thread(target=self._run, name="tidying", daemon=True).start()

    def stop(self) -> None:
        """No more from now on."""
        self._stopped.set()

    def step(self) -> bool:
        """Tidies when the last time was a day ago; False when not, or when another process does it."""
        try:
            with FileLock(self._told.with_suffix(".lock"), timeout=0):
                if (last := _read(self._told)) and now() - last < EVERY:
                    return False
                log.info("tidied", **self.tidy())
                return True
        except Timeout:
            return False

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                self.step()
            except Exception as error:  # the thread must outlive a database that restarts
                log.error("tidying failed", exc_info=error)

    def _write(self, moment: datetime) -> None:
        write_whole(self._told, moment.isoformat().encode())


def _read(path: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(path.read_text())
    except (OSError, ValueError):
        return None
