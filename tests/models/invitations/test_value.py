"""The worth of a set of companies: written out, and its two properties on random pools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.invitations.value import value, worth
from tests.models.invitations.cases import COMPANIES, pools, wanted

A, B, C = COMPANIES[:3]
SETS = st.frozensets(st.sampled_from([c.id for c in COMPANIES]))


def test_nobody_is_worth_nothing():
    assert worth(wanted((A, 0.9)), set()) == 0
    assert value([], {A.id}) == 0


def test_the_most_probable_fills_first_and_the_next_gets_what_is_left():
    asked = wanted((A, 0.5, 0.8), (B, 0.9, 0.6), (C, 0.2, 1.0), weight=3)
    assert worth(asked, {A.id, B.id}) == pytest.approx(3 * (0.6 * 0.9 + 0.4 * 0.5))
    assert worth(asked, {A.id}) == pytest.approx(3 * 0.8 * 0.5)
    assert worth(asked, {A.id, B.id, C.id}) == worth(asked, {A.id, B.id})


def test_a_pool_is_worth_the_sum_of_its_demands():
    assert value([wanted((A, 0.9)), wanted((B, 0.5), weight=3)], {A.id, B.id}) == pytest.approx(0.9 + 1.5)


@given(pools(), SETS, SETS)
def test_one_company_more_never_lowers_it(pool, some, others):
    assert value(pool, some | others) >= value(pool, some) - 1e-9


@given(pools(), SETS, SETS, st.sampled_from(COMPANIES))
def test_a_company_adds_no_more_to_a_larger_set(pool, some, others, one):
    small, large = some - {one.id}, (some | others) - {one.id}
    to_small = value(pool, small | {one.id}) - value(pool, small)
    to_large = value(pool, large | {one.id}) - value(pool, large)
    assert to_large <= to_small + 1e-9
