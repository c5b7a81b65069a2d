"""Whom to invite next: by what is added, not by who is most like what is asked for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.invitations.exact import best_set
from models.invitations.greedy import invitations
from models.invitations.value import value
from tests.models.invitations.cases import COMPANIES, pools, wanted

A, B, C, D = COMPANIES[:4]
IDS = [c.id for c in COMPANIES]


def names(found):
    return [one.company.name for one in found]


def test_a_lookalike_of_the_first_does_not_come_second():
    pool = [wanted((A, 0.9), (B, 0.89)), wanted((A, 0.9), (B, 0.89)), wanted((C, 0.6))]
    first, second = invitations(pool, [], COMPANIES, 2)
    assert names([first, second]) == [A.name, C.name]
    assert (first.gain, second.gain) == (1.8, 0.6)


def test_what_members_supply_already_is_no_gain():
    pool = [wanted((A, 0.9), (B, 0.9)), wanted((C, 0.5))]
    assert names(invitations(pool, [A.id], [B, C], 5)) == [C.name]


def test_what_is_covered_already_is_not_told_as_closed_but_what_is_left_of_it_is():
    covered, half = wanted((A, 0.9), (B, 0.93)), wanted((A, 0.9, 0.5), (B, 0.9, 0.8))
    fresh = wanted((B, 0.4))
    (found,) = invitations([covered, half, fresh], [A.id], [B], 5)
    assert [(c.wanted, c.gain) for c in found.closes] == [(half, 0.45), (fresh, 0.4)]
    assert found.gain == pytest.approx(0.03 + 0.45 + 0.4)


def test_what_is_closed_stands_best_first():
    small, large = wanted((A, 0.9)), wanted((A, 0.5), weight=3)
    (found,) = invitations([small, large], [], [A], 1)
    assert [c.wanted for c in found.closes] == [large, small]


def test_of_equal_gains_the_first_name_comes_first():
    pool = [wanted((B, 0.9)), wanted((A, 0.9)), wanted((C, 0.9))]
    assert names(invitations(pool, [], [C, B, A], 3)) == [A.name, B.name, C.name]


def test_who_adds_nothing_is_left_out_and_so_is_who_may_not_be_invited():
    pool = [wanted((A, 0.9), (D, 0.8)), wanted((B, 0.9))]
    assert names(invitations(pool, [], [A, C, D], 10)) == [A.name]


@given(pools(), st.integers(1, 8))
def test_gains_never_rise_and_add_up_to_the_value(pool, limit):
    found = invitations(pool, [], COMPANIES, limit)
    gains = [one.gain for one in found]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == pytest.approx(value(pool, {one.company.id for one in found}), abs=1e-7)


@given(pools(), st.integers(1, 8))
def test_each_choice_is_the_greatest_gain_that_any_company_has_then(pool, limit):
    chosen = set()
    for one in invitations(pool, [], COMPANIES, limit):
        best = max(value(pool, chosen | {id_}) - value(pool, chosen) for id_ in IDS)
        assert one.gain == pytest.approx(best, abs=1e-7)
        chosen.add(one.company.id)


@given(pools(), st.integers(1, 5))
def test_it_is_worth_at_least_63_percent_of_the_best_set(pool, limit):
    found = {one.company.id for one in invitations(pool, [], COMPANIES, limit)}
    best = value(pool, best_set(pool, [], IDS, limit))
    assert value(pool, found) >= (1 - 1 / math.e) * best - 1e-9


@given(st.lists(st.integers(1, 9), min_size=3, max_size=8), st.integers(1, 3))
def test_where_companies_close_different_things_it_is_the_best_set(worths, limit):
    pool = [wanted((one, 0.9), weight=float(w)) for one, w in zip(COMPANIES, worths, strict=False)]
    found = {one.company.id for one in invitations(pool, [], COMPANIES, limit)}
    assert value(pool, found) == pytest.approx(value(pool, best_set(pool, [], IDS, limit)), abs=1e-7)
