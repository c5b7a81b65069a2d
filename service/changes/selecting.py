"""What part of the log was asked for."""

from datetime import date

from data.periods import DAY, Period
from data.store.changes import Selection
from service.changes.words import KINDS
from service.errors import InvalidError

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def selected(who: str | None, kind: str | None, first: date | None, last: date | None) -> Selection:
    """Days from the first to the last, both of them too; one alone is enough. Raises InvalidError."""
    if kind and kind not in KINDS:
        raise InvalidError([("kind", f"Такого вида записей нет; есть: {', '.join(KINDS)}")])
    if who and not who.isprintable():
        raise InvalidError([("who", "Такого человека нет")])
    wrong = [
        (name, "Нужна дата от 01.01.2000 до 31.12.2099")
        for name, day in (("from", first), ("through", last))
        if day and not FIRST <= day <= LAST
    ]
    if wrong:
        raise InvalidError(wrong)
    if first and last and first > last:
        raise InvalidError([("through", "Последний день раньше первого")])
    period = Period(first or FIRST, (last or LAST) + DAY) if first or last else None
    return Selection(who or None, kind or None, period)
