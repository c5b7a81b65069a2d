"""The best set of invitations of all, for small pools: what the greedy choice is checked against."""

from collections.abc import Collection, Sequence, Set

from models.invitations.value import value
from models.invitations.wanted import Wanted
from models.programme import Programme, ProgrammeError

# the demo's 219 take a tenth of a second; what takes too long is given up
MAX_CANDIDATES = 400
MAX_SECONDS = 60.0
_PROVED = 1e-6  # rounding


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
    programme = Programme()
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
    try:
        solution = programme.solved(MAX_SECONDS)
    except ProgrammeError as error:
        raise ExactError(f"точный выбор не найден: {error}") from error
    if solution.gap > _PROVED:
        raise ExactError(f"точный выбор не найден за {MAX_SECONDS:.0f} с")
    return _needed(wanted, covered_by, {id_ for id_, y in invited.items() if solution.values[y] > 0.5})


def _needed(wanted: Sequence[Wanted], covered_by: Collection[int], found: Set[int]) -> frozenset[int]:
    """Without those who add nothing to the others."""
    kept = frozenset(found)
    for id_ in sorted(found):
        if value(wanted, kept.union(covered_by) - {id_}) >= value(wanted, kept.union(covered_by)):
            kept -= {id_}
    return kept
