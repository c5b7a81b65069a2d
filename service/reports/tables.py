"""Tables of a report and how their numbers are told: the same for the page, the document and the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Literal

from data.amounts import NO_BREAK_SPACE
from service.wording import number

Unit = Literal["count", "rub"]
NOTHING = "—"
NO_CHANGE = "без изменений"
CHANGE = "изменение"
MILLION = 1e6


@dataclass(frozen=True)
class Measure:
    """What a group of columns counts."""

    title: str
    unit: Unit = "count"

    @property
    def told_title(self) -> str:
        """With the unit that people read."""
        return f"{self.title}, млн{NO_BREAK_SPACE}руб." if self.unit == "rub" else self.title

    @property
    def exact_title(self) -> str:
        """With the unit that workbooks count in."""
        return f"{self.title}, руб." if self.unit == "rub" else self.title


@dataclass(frozen=True)
class Value:
    """A number now and before; None where it has no meaning, or where nothing was kept."""

    now: float | None = None
    before: float | None = None

    @property
    def change(self) -> float | None:
        """How much more it is now."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class Row:
    """A line of a table: one value for each measure."""

    label: str
    values: tuple[Value, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Section:
    """A table under its heading.

    `times` head the columns of now and before, None where there is nothing to compare with. The rows of a
    table `of_parts` make one whole, which the page draws as bars.
    """

    title: str
    subject: str
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    times: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()
    of_parts: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Heads of the columns of one measure; none where there is one column only."""
        return (*self.times, CHANGE) if self.times else ()

    @property
    def num_columns(self) -> int:
        """How many columns a measure has."""
        return len(self.columns) or 1

    @property
    def whole(self) -> float:
        """What the parts make together of the first measure."""
        return sum(row.values[0].now or 0 for row in self.rows if not row.is_total)

    def cells(self, row: Row) -> tuple[str, ...]:
        """The row's numbers as people read them, measure by measure."""
        told = zip(row.values, self.measures, strict=True)
        return tuple(text for value, measure in told for text in self._texts(value, measure.unit))

    def _texts(self, value: Value, unit: Unit) -> tuple[str, ...]:
        if not self.times:
            return (amount(value.now, unit),)
        return amount(value.now, unit), amount(value.before, unit), difference(value.change, unit)


def amount(value: float | None, unit: Unit) -> str:
    """«1 250», «808,5» of 808 500 000 roubles, «—» of None."""
    return NOTHING if value is None else number(_told(value, unit))


def difference(value: float | None, unit: Unit) -> str:
    """«+3», «−808,5», «без изменений», «—» of None."""
    if value is None:
        return NOTHING
    told = _told(value, unit)
    if told == 0:
        return NO_CHANGE
    return ("+" if told > 0 else "−") + number(abs(told))


def total(rows: Iterable[Row]) -> Row:
    """The sum of rows, each measure by itself."""
    columns = zip(*(row.values for row in rows), strict=True)
    return Row("Всего", tuple(_sum(values) for values in columns), is_total=True)


def _sum(values: tuple[Value, ...]) -> Value:
    now, before = [value.now for value in values], [value.before for value in values]
    return Value(fsum(filter(None, now)), None if None in before else fsum(filter(None, before)))


def _told(value: float, unit: Unit) -> float:
    return round(value / MILLION, 3) if unit == "rub" else value
