from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.chains.circles import circle_through

companies = st.integers(1, 7)
supplies = st.sets(st.tuples(companies, companies), max_size=14)


@pytest.mark.parametrize(
    ("pairs", "circle"),
    [
        ([], ()),
        ([(1, 2), (2, 3)], ()),
        ([(1, 2), (2, 1)], (1, 2, 1)),
        ([(1, 2), (2, 3), (3, 1)], (1, 2, 3, 1)),
        ([(1, 2), (2, 3), (3, 1), (2, 1)], (1, 2, 1)),
        ([(2, 3), (3, 2), (1, 2)], ()),
        ([(1, 1), (1, 2)], ()),
        ([(1, 3), (1, 2), (2, 1), (3, 1)], (1, 2, 1)),
    ],
)
def test_the_shortest_way_back_is_told_from_supplier_to_customer(pairs, circle):
    assert circle_through(pairs, 1) == circle


@given(supplies, companies)
def test_a_circle_is_made_of_supplies_and_meets_a_company_once(pairs, start):
    circle = circle_through(pairs, start)
    assert set(pairwise(circle)) <= pairs
    assert not circle or (circle[0] == circle[-1] == start and len(set(circle)) == len(circle) - 1 > 1)


@given(supplies, companies)
def test_a_circle_is_found_whenever_there_is_one(pairs, start):
    reachable = {customer for supplier, customer in pairs if supplier == start} - {start}
    for _ in range(7):
        reachable |= {customer for supplier, customer in pairs if supplier in reachable}
    assert bool(circle_through(pairs, start)) == (start in reachable)
