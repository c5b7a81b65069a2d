"""Use cases of the import wizard: upload, matching, preview, confirmation, undo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO

from data.database import Database
from data.exchange.header_matching import Matching, applied, is_certain, proposed
from data.exchange.header_row import headed_at
from data.exchange.import_undo import Undone, undo_data, undo_import
from data.exchange.rejected_rows import write_rejected
from data.exchange.reporting import Counts, ImportReport
from data.exchange.spreadsheets import SpreadsheetError, Table
from data.tables.imports import ImportRow, import_of, last_standing, latest_imports
from data.tables.pool import now
from service.access import Caller, may_import
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.importing.loading import load_tables
from service.importing.preview import Preview, preview_of
from service.importing.reading import read_upload
from service.importing.uploads import Upload, Uploads

LATEST = 10
Matched = list[tuple[Table, Matching]]


class _DryRunError(Exception):
    """Rolls the transaction of a preview back."""


class Importing:
    """Every one raises ForbiddenError for a caller who may not import, InvalidError for a file of no use,
    and NotFoundError for an upload that is gone or somebody else's.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._uploads = Uploads(folder)

    def upload(self, caller: Caller, file_name: str, content: IO[bytes]) -> str:
        """Keeps a file that can be read; answers its token."""
        _check(caller)
        upload = self._uploads.keep(caller.actor, file_name, content)
        try:
            with _invalid():
                read_upload(upload.path, file_name)
        except InvalidError:
            self._uploads.remove(upload)
            raise
        return upload.token

    def matched(self, caller: Caller, token: str) -> Matched:
        """The tables of an upload, each with what was chosen for it or else is proposed."""
        return _matched(self._found(caller, token))

    def is_certain(self, caller: Caller, token: str) -> bool:
        """Whether nobody needs to look at the matching."""
        return all(is_certain(table, matching) for table, matching in self.matched(caller, token))

    def choose(self, caller: Caller, token: str, choice: list[Matching]) -> None:
        """Keeps the matching that people chose; InvalidError says which column is missing or comes twice."""
        upload = self._found(caller, token)
        found = zip(_matched(upload), choice, strict=True)
        with _invalid():
            _applied([(headed_at(table, one.header_row), one) for (table, _), one in found])
        upload.choose([asdict(matching) for matching in choice])

    def preview(self, caller: Caller, token: str) -> Preview:
        """What the import would do; nothing is changed."""
        upload = self._found(caller, token)
        tables = self._tables(caller, token)
        try:
            with self._database.changing(caller.actor, "import") as session, _invalid():
                preview = preview_of(session, load_tables(session, tables, upload.file_name))
                raise _DryRunError
        except _DryRunError:
            return preview

    def confirm(self, caller: Caller, token: str) -> int:
        """Imports, once however often it is asked; answers the id of the import."""
        if done := self.done(caller, token):
            return done
        upload = self._found(caller, token)
        tables = self._tables(caller, token)
        with self._database.changing(caller.actor, "import", upload.file_name) as session, _invalid():
            if row := import_of(session, token):
                return row.id
            report = load_tables(session, tables, upload.file_name)
            row = _row(caller, upload, report)
            session.add(row)
            session.flush()
            if report.rejected_rows:
                write_rejected(report.rejected_rows, upload.rejected)
        self._uploads.imported(upload)
        return row.id

    def done(self, caller: Caller, token: str) -> int | None:
        """The id of the import that an upload became already."""
        _check(caller)
        with self._database.reading() as session:
            row = import_of(session, token)
            return row.id if row else None

    def cancel(self, caller: Caller, token: str) -> None:
        """Removes an upload."""
        self._uploads.remove(self._found(caller, token))

    def latest(self, caller: Caller) -> list[ImportRow]:
        """The last imports, the newest first."""
        _check(caller)
        self._uploads.sweep()
        with self._database.reading() as session:
            return latest_imports(session, LATEST)

    def result(self, caller: Caller, id_: int) -> tuple[ImportRow, bool]:
        """An import, and whether it is the one that can be undone."""
        _check(caller)
        with self._database.reading() as session:
            row, last = session.get(ImportRow, id_), last_standing(session)
        if row is None:
            raise NotFoundError("Такой загрузки нет")
        return row, last is not None and last.id == id_

    def rejected(self, caller: Caller, id_: int) -> Path | None:
        """The file of rejected rows; None when there were none or a day has passed."""
        row, _ = self.result(caller, id_)
        return self._uploads.rejected(row.token)

    def undo(self, caller: Caller, id_: int) -> Undone:
        """Takes the last import back; InvalidError for an earlier one and for one undone already."""
        row, _ = self.result(caller, id_)
        with self._database.changing(caller.actor, "import.undo", row.file_name) as session:
            last = last_standing(session)
            if last is None or last.id != id_:
                raise InvalidError([("", "Отменить можно только последнюю загрузку, и один раз")])
            moment = now()
            undone = undo_import(session, last.undo, moment)
            last.undone_at, last.undone = moment, undone.as_dict()
            return undone

    def _found(self, caller: Caller, token: str) -> Upload:
        _check(caller)
        return self._uploads.find(caller.actor, token)

    def _tables(self, caller: Caller, token: str) -> list[Table]:
        upload = self._found(caller, token)
        with _invalid():
            return _applied(_matched(upload))


def _matched(upload: Upload) -> Matched:
    with _invalid():
        tables = read_upload(upload.path, upload.file_name)
    choice = upload.choice()
    if choice is None:
        return [(table, proposed(table)) for table in tables]
    chosen = [Matching(one["sheet"], tuple(one["fields"]), one.get("header_row", 0)) for one in choice]
    return [(headed_at(table, one.header_row), one) for table, one in zip(tables, chosen, strict=True)]


def _applied(matched: Matched) -> list[Table]:
    tables = [found for table, matching in matched if (found := applied(table, matching))]
    if not tables:
        raise SpreadsheetError("Ни один лист файла не выбран: укажите, что в нём")
    return tables


def _row(caller: Caller, upload: Upload, report: ImportReport) -> ImportRow:
    plain: Callable[[Counts], dict[str, int]] = asdict
    return ImportRow(
        token=upload.token,
        by=caller.actor,
        by_name=caller.name,
        file_name=upload.file_name,
        counts={title: plain(counts) for title, counts in report.sheets.items()},
        undo=undo_data(report),
    )


def _check(caller: Caller) -> None:
    if not may_import(caller):
        raise ForbiddenError("Таблицы загружают сотрудники ассоциации")


@contextmanager
def _invalid() -> Iterator[None]:
    try:
        yield
    except SpreadsheetError as error:
        raise InvalidError([("file", str(error))]) from error
