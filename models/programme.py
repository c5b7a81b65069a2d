"""A mixed-integer linear programme, put together row by row and solved by HiGHS."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array


class ProgrammeError(ValueError):
    """No solution was found; the message is the solver's."""


@dataclass(frozen=True)
class Solution:
    """The values of all variables, and what no choice could exceed; `gap` is relative, 0 when proved best."""

    values: NDArray[np.float64]
    total: float
    bound: float

    @property
    def gap(self) -> float:
        """How much better a choice might be, as a share of the bound."""
        return max(self.bound - self.total, 0.0) / abs(self.bound) if self.bound else 0.0


@dataclass
class Programme:
    """Maximises the sum of the gains; each row is a sum of coefficients times variables between limits."""

    gains: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cells: list[tuple[int, int, float]] = field(default_factory=list)

    def variable(self, gain: float, most: float, is_whole: bool = False) -> int:
        """A new one, from 0 to `most`; returns its number."""
        self.gains.append(gain)
        self.most.append(most)
        self.is_whole.append(is_whole)
        return len(self.gains) - 1

    def row(self, limit: float, coefficients: Mapping[int, float], least: float = -np.inf) -> None:
        """A new constraint: at most `limit`, at least `least`."""
        self.cells += [(len(self.upper), number, value) for number, value in coefficients.items()]
        self.upper.append(limit)
        self.lower.append(least)

    def solved(self, max_seconds: float, gap: float = 0.0) -> Solution:
        """The best values, proved to within `gap` unless time runs out. Raises ProgrammeError without any."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import, seldom asked for

        rows, columns, values = np.array(self.cells, dtype=float).reshape(-1, 3).T
        shape = (len(self.upper), len(self.gains))
        sums = coo_array((values, (rows.astype(int), columns.astype(int))), shape)
        found = milp(
            -np.array(self.gains),
            integrality=np.array(self.is_whole, dtype=int),
            bounds=Bounds(0.0, np.array(self.most)),
            constraints=LinearConstraint(sums, self.lower, self.upper),
            options={"mip_rel_gap": gap, "time_limit": max_seconds},
        )
        if found.x is None:
            raise ProgrammeError(str(found.message))
        # without whole variables HiGHS proves its linear solution and names no other bound
        bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return Solution(np.asarray(found.x), -float(found.fun), -float(bound))
