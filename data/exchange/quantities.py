"""An amount with its unit in one cell: «5000 м²» is 5000 in its column and «м²» in that of units."""

import re
from collections.abc import Mapping
from typing import Any

from data.exchange.cells import Cell
from data.numbers import multiplied, number_and_words
from data.units import UNITS, unit_of

QUANTITIES = ("volume", "volume_per_month", "capacity_per_month")
_A_MONTH = re.compile(r"\s*(/|в)\s*(мес(яц)?)\.?$")


def told_apart(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The cells of a record by field, with amounts and units apart.

    A cell whose unit is unknown, or another one than that of the record, stays for its reader to refuse.
    """
    apart = dict(cells)
    for name in QUANTITIES:
        cell = cells.get(name)
        if isinstance(cell, str) and (found := _amount_and_unit(cell)):
            amount, unit = found
            given = cells.get("unit")
            if given in (None, "") or unit_of(str(given)) == unit:
                apart |= {name: amount, "unit": unit}
    return apart


def _amount_and_unit(cell: str) -> tuple[float, str] | None:
    found = number_and_words(cell)
    if not found:
        return None
    number, words = found[0], _A_MONTH.sub("", found[1])
    # «тыс. шт.» is a unit of its own
    if (unit := unit_of(words)) in UNITS:
        return number, unit
    number, rest = multiplied(number, words)
    return (number, unit) if (unit := unit_of(rest)) in UNITS else None
