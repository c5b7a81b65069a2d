"""Circles of supply: a company that, through others, supplies itself."""

from collections import defaultdict
from collections.abc import Iterable


def circle_through(supplies: Iterable[tuple[int, int]], start: int) -> tuple[int, ...]:
    """A shortest way of supplies from a company back to itself, it first and last; empty when there is none.

    `supplies` are pairs of supplier and customer; a company that supplies itself directly makes no circle.
    """
    customers: dict[int, set[int]] = defaultdict(set)
    for supplier, customer in supplies:
        customers[supplier].add(customer)
    came_from: dict[int, int] = {}
    reached = [start]
    for company in reached:
        if company != start and start in customers[company]:
            return (*_way_to(company, came_from), start)
        fresh = sorted(customers[company] - came_from.keys() - {start})
        came_from |= dict.fromkeys(fresh, company)
        reached += fresh
    return ()


def _way_to(company: int, came_from: dict[int, int]) -> list[int]:
    way = [company]
    while way[0] in came_from:
        way.insert(0, came_from[way[0]])
    return way
