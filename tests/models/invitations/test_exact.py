"""The best set of all, held against trying every set."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.invitations.exact import MAX_CANDIDATES, ExactError, best_set
from models.invitations.greedy import invitations
from models.invitations.value import value
from tests.factory import company
from tests.models.invitations.cases import COMPANIES, pools, wanted

A, B, C = COMPANIES[:3]
IDS = [c.id for c in COMPANIES]


def test_two_specialists_beat_the_company_that_does_a_bit_of_both():
    pool = [wanted((A, 0.6), (B, 0.9)), wanted((A, 0.6), (C, 0.9))]
    assert best_set(pool, [], [A.id, B.id, C.id], 2) == {B.id, C.id}
    assert invitations(pool, [], [A, B, C], 1)[0].company == A


def test_what_counts_already_is_not_chosen_again():
    pool = [wanted((A, 0.9)), wanted((B, 0.5)), wanted((C, 0.4))]
    assert best_set(pool, [A.id], [A.id, B.id, C.id], 1) == {B.id}


def test_where_nobody_adds_anything_nobody_is_needed():
    assert best_set([], [], IDS, 3) == frozenset()
    assert best_set([wanted((A, 0.9))], [], [B.id], 3) == frozenset()
    assert len(best_set([wanted((A, 0.9), (B, 0.9))], [], [A.id, B.id], 2)) == 1


@settings(max_examples=60)
@given(pools(), st.frozensets(st.sampled_from(IDS), max_size=3), st.integers(1, 4))
def test_no_set_of_that_size_is_worth_more(pool, covered, limit):
    found = best_set(pool, covered, IDS, limit)
    others = set(IDS) - covered
    best = max(value(pool, covered | set(some)) for some in combinations(others, min(limit, len(others))))
    assert len(found) <= limit and not found & covered
    assert value(pool, covered | found) == pytest.approx(best, abs=1e-7)


def test_a_large_pool_is_refused_with_the_numbers():
    many = [company(id=number, status="prospect") for number in range(1, MAX_CANDIDATES + 2)]
    with pytest.raises(ExactError, match=f"до {MAX_CANDIDATES} кандидатов, а здесь {MAX_CANDIDATES + 1}"):
        best_set([wanted(*((one, 0.5) for one in many))], [], [one.id for one in many], 3)
