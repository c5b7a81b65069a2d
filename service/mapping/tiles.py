"""Places of a region as tiles on a grid: each as near as can be to where it lies among the others."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from data.places import Place

MAX_COLUMNS = 6  # what a page is wide
WIDER_THAN_HIGH = 1.3  # names of places are wide
ROOM = 1.25  # cells for each place: with a few empty ones neighbours stay nearer

Cell = tuple[int, int]  # row from the north, column from the west
Floats = NDArray[np.float64]


@lru_cache(maxsize=256)
def placed(places: frozenset[Place]) -> dict[Place, Cell]:
    """A cell for each place, the same for the same places.

    Of two places in one column the northern one is above, of two in one row the western one is left: else
    they would lie nearer to their ranks the other way round, and the sum of squares would not be least.
    """
    from scipy.optimize import linear_sum_assignment  # slow to import, and few requests draw a map

    ordered = sorted(places, key=lambda place: (place.name, place.region, place.latitude, place.longitude))
    if not ordered:
        return {}
    columns = min(MAX_COLUMNS, ceil(sqrt(WIDER_THAN_HIGH * len(ordered))))
    rows = ceil(ROOM * len(ordered) / columns)
    cells = np.array([(row, column) for row in range(rows) for column in range(columns)], dtype=np.float64)
    wanted = np.column_stack(
        [
            _ranks([-place.latitude for place in ordered], rows),
            _ranks([place.longitude for place in ordered], columns),
        ]
    )
    squares = ((wanted[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(squares)
    return dict(zip(ordered, _without_gaps(cells[chosen].astype(int)), strict=True))


def _ranks(values: Sequence[float], length: int) -> Floats:
    """Ranks spread over a side of the grid: true distances would heap suburbs upon their town."""
    order = np.argsort(np.argsort(np.array(values), kind="stable"), kind="stable")
    return order.astype(np.float64) * ((length - 1) / max(1, len(values) - 1))


def _without_gaps(cells: NDArray[np.int_]) -> list[Cell]:
    """Without rows and columns that stayed empty."""
    row, column = (np.unique(cells[:, axis], return_inverse=True)[1] for axis in (0, 1))
    return list(zip(row.tolist(), column.tolist(), strict=True))
