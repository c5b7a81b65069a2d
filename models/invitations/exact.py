"""The best set of invitations of all, for small pools: what the greedy choice is checked against."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from models.invitations.value import value
from models.invitations.wanted import Wanted

# the demo's 219 take a tenth of a second; what takes too long is given up
MAX_CANDIDATES = 400
MAX_SECONDS = 60.0


class ExactError(ValueError):
    """The best set cannot be found; the message is for people."""


def best_set(
    wanted: Sequence[Wanted], covered_by: Collection[int], eligible: Collection[int], limit: int
) -> frozenset[int]:
    """At most `limit` of the eligible whose value together with `covered_by` is the greatest.

    A mixed-integer linear programme: y, who is invited, and of every supplier x, the part of a demand that it
    fills. Raises ExactError where more than MAX_CANDIDATES of the eligible could supply anything.
    """
    able = {supply.company_id for one in wanted for supply in one.supplies}
    ids = sorted((set(eligible) & able) - set(covered_by))
    if len(ids) > MAX_CANDIDATES:
        raise ExactError(f"точный выбор — до {MAX_CANDIDATES} кандидатов, а здесь {len(ids)}")
    if not ids:
        return frozenset()
    programme = _Programme()
    invited = {id_: programme.variable(gain=0.0, most=1.0, is_whole=True) for id_ in ids}
    programme.row(float(limit), dict.fromkeys(invited.values(), 1.0))
    for one in wanted:
        filled = {}
        for supply in one.supplies:
            if supply.company_id in invited or supply.company_id in covered_by:
                x = programme.variable(gain=one.weight * supply.probability, most=supply.share)
                filled[x] = 1.0
                if supply.company_id in invited:
                    programme.row(0.0, {x: 1.0, invited[supply.company_id]: -supply.share})
        programme.row(1.0, filled)
    found = programme.solved()
    return _needed(wanted, covered_by, {id_ for id_, y in invited.items() if found[y] > 0.5})


def _needed(wanted: Sequence[Wanted], covered_by: Collection[int], found: Set[int]) -> frozenset[int]:
    """Without those who add nothing to the others."""
    kept = frozenset(found)
    for id_ in sorted(found):
        if value(wanted, kept.union(covered_by) - {id_}) >= value(wanted, kept.union(covered_by)):
            kept -= {id_}
    return kept


@dataclass
class _Programme:
    """Maximises the gains; each row, a sum of coefficients times variables, is at most its limit."""

    gains: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    cells: list[tuple[int, int, float]] = field(default_factory=list)

    def variable(self, gain: float, most: float, is_whole: bool = False) -> int:
        """A new one, from 0 to `most`; returns its number."""
        self.gains.append(gain)
        self.most.append(most)
        self.is_whole.append(is_whole)
        return len(self.gains) - 1

    def row(self, limit: float, coefficients: dict[int, float]) -> None:
        """A new constraint."""
        self.cells += [(len(self.limits), number, value) for number, value in coefficients.items()]
        self.limits.append(limit)

    def solved(self) -> NDArray[np.float64]:
        """The best values of all variables."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import, seldom asked for

        rows, columns, values = zip(*self.cells, strict=True)
        shape = (len(self.limits), len(self.gains))
        found = milp(
            -np.array(self.gains),
            integrality=np.array(self.is_whole, dtype=int),
            bounds=Bounds(0.0, np.array(self.most)),
            constraints=LinearConstraint(coo_array((values, (rows, columns)), shape), -np.inf, self.limits),
            options={"mip_rel_gap": 0.0, "time_limit": MAX_SECONDS},
        )
        if not found.success:
            raise ExactError(f"точный выбор не найден: {found.message}")
        return np.asarray(found.x)
