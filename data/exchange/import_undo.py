"""Undoing an import: what it made goes to the archive, what it changed gets its old values back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from data.exchange.columns import Sheet
from data.exchange.import_changes import SHEET_BY_NAME, column_of
from data.exchange.reporting import ImportReport, Written
from data.keeping.keepers import KEEPERS
from data.store.classifiers import withdraw_edition
from data.text_folding import folded

Plain = dict[str, Any]

SINCE = "изменено после загрузки"
TAKEN = "прежнее значение теперь у другой записи"
_UNIQUE = frozenset({"code", "inn"})


@dataclass(frozen=True)
class Kept:
    """A change that was not taken back, and why; `field` is the title of its column."""

    sheet: str
    id: int
    title: str
    field: str
    reason: str


@dataclass
class Undone:
    """What undoing did: records archived, records with old values back, changes that stay; of classifiers a
    sentence each.
    """

    archived: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)
    classifiers: list[str] = field(default_factory=list)

    def as_dict(self) -> Plain:
        """Plain values for JSON."""
        return asdict(self)


def undo_data(report: ImportReport) -> Plain:
    """What `undo_import` needs of an import, as plain values for JSON."""
    created: dict[str, list[int]] = {}
    for written in report.written:
        if written.is_new:
            created.setdefault(written.sheet, []).append(written.id)
    return {
        "created": created,
        "changed": [_as_plain(w) for w in report.written if not w.is_new],
        "replaced": [asdict(replaced) for replaced in report.replaced],
    }


def undo_import(session: Session, data: Mapping[str, Any], moment: datetime) -> Undone:
    """Takes an import back within the session's transaction; records leave the pool at `moment`.

    A value that was changed since stays, and so does one whose old value another record has by now.
    """
    undone = Undone()
    for change in reversed(data["changed"]):
        row = session.get(KEEPERS[change["sheet"]].table, change["id"])
        if row is not None:
            _restore(session, row, change, undone)
    for name, ids in data["created"].items():
        for id_ in ids:
            row = session.get(KEEPERS[name].table, id_)
            if row is not None and row.archived_at is None:
                row.archived_at = moment
                undone.archived += 1
    for replaced in data.get("replaced", []):
        _go_back(session, replaced, undone)
    return undone


def _go_back(session: Session, replaced: Plain, undone: Undone) -> None:
    title = replaced["title"]
    if not withdraw_edition(session, replaced["id"], replaced["before"]):
        undone.classifiers.append(f"{title} остаётся: его загрузили снова, или прежней редакции уже нет")
    elif replaced["before"] is None:
        undone.classifiers.append(f"{title}: загруженного больше нет, остались коды из поставки")
    else:
        undone.classifiers.append(f"{title}: возвращена прежняя редакция")


def _restore(session: Session, row: Any, change: Plain, undone: Undone) -> None:
    is_restored = False
    for name, old in change["before"].items():
        if _plain(getattr(row, name)) != change["after"][name]:
            reason = SINCE
        elif _is_set(session, row, name, _value(row, name, old)):
            is_restored = True
            continue
        else:
            reason = TAKEN
        undone.kept += _kept(SHEET_BY_NAME[change["sheet"]], change, name, reason)
    if hasattr(row, "name_folded"):  # it follows the name, whichever of the two stays
        row.name_folded = folded(row.name)
    undone.restored += is_restored


def _is_set(session: Session, row: Any, name: str, value: Any) -> bool:
    if name not in _UNIQUE:
        setattr(row, name, value)
        return True
    try:
        with session.begin_nested():
            setattr(row, name, value)
    except IntegrityError:
        return False
    return True


def _kept(sheet: Sheet, change: Plain, name: str, reason: str) -> list[Kept]:
    column = column_of(sheet, name)
    return [Kept(sheet.title, change["id"], change["title"], column.title, reason)] if column else []


def _as_plain(written: Written) -> Plain:
    before, after = (
        {name: _plain(value) for name, value in values.items()} for values in (written.before, written.after)
    )
    return {
        "sheet": written.sheet,
        "id": written.id,
        "title": written.title,
        "before": before,
        "after": after,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(row: Any, name: str, plain: Any) -> Any:
    is_day = inspect(type(row)).columns[name].type.python_type is date
    return date.fromisoformat(plain) if is_day and plain else plain
