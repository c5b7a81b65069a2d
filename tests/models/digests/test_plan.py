from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.digests.item import Item
from models.digests.limits import Limits
from models.digests.plan import MISSED, letters_of, plan
from tests.models.digests.worlds import item, pairs

WIDE = Limits(items=9, of_a_kind=9, of_a_topic=9, letters=9, exposure=0)


def limits(**changed):
    return Limits(**vars(WIDE) | changed)


def test_without_limits_everything_is_sent_best_first():
    letters = plan([item(1, "A", 0.5), item(1, "B", 0.9), item(2, "A", 0.7)], WIDE).letters
    assert {recipient: [one.named for one in letter] for recipient, letter in letters.items()} == {
        1: ["company:B", "company:A"],
        2: ["company:A"],
    }


def test_nothing_to_send_is_no_letter():
    found = plan([], WIDE)
    assert (found.letters, found.value, found.gap) == ({}, 0, 0.0)


def test_a_letter_names_a_company_once_with_its_best_reason():
    found = plan([item(1, "A", 0.5, topic="need:1"), item(1, "A", 0.8, topic="need:2")], WIDE)
    assert [one.topic for one in found.items] == ["need:2"]


def test_who_is_named_seldom_goes_where_the_loss_is_least():
    wanted = [item(1, "A", 0.9), item(1, "B", 0.8), item(2, "A", 0.85), item(2, "B", 0.1)]
    assert pairs(plan(wanted, limits(items=1, letters=1)).letters) == {(1, "B"), (2, "A")}


@pytest.mark.parametrize(
    ("changed", "sent"),
    [
        ({"items": 2}, {(1, "A"), (1, "B")}),
        ({"of_a_kind": 1}, {(1, "A"), (1, "C")}),
        ({"of_a_topic": 1}, {(1, "A"), (1, "C"), (1, "D")}),
    ],
)
def test_a_letter_has_no_more_than_its_limits(changed, sent):
    wanted = [
        item(1, "A", 0.9),
        item(1, "B", 0.8),
        item(1, "C", 0.7, kind="customer"),
        item(1, "D", 0.6, kind="customer", topic="offer:2"),
    ]

    assert pairs(plan(wanted, limits(**changed)).letters) == sent


def test_a_company_that_nobody_would_choose_is_named_when_a_least_is_stated():
    wanted = [item(1, "A", 0.9), item(1, "B", 0.2), item(2, "A", 0.9)]
    assert pairs(plan(wanted, limits(items=1, exposure=1)).letters) == {(1, "B"), (2, "A")}


def test_a_least_that_cannot_be_reached_is_told():
    found = plan([item(1, "A", 0.9), item(1, "B", 0.2)], limits(items=1, exposure=1))
    assert pairs(found.letters) == {(1, "A")}
    assert found.missed == {"company:B": 1}


def worth(sent, wanted, bounds):
    named = {one.named for one in wanted}
    missed = sum(max(bounds.exposure - sum(one.named == name for one in sent), 0) for name in named)
    return sum(one.value for one in sent) - MISSED * missed


def keeps(sent, bounds):
    def most(key):
        keys = [key(one) for one in sent]
        return max(map(keys.count, keys), default=0)

    return (
        most(lambda one: one.recipient_id) <= bounds.items
        and most(lambda one: (one.recipient_id, one.kind)) <= bounds.of_a_kind
        and most(lambda one: (one.recipient_id, one.kind, one.topic)) <= bounds.of_a_topic
        and most(lambda one: one.named) <= bounds.letters
    )


ITEMS = st.builds(
    Item,
    recipient_id=st.integers(1, 3),
    named=st.sampled_from(["company:A", "company:B", "company:C"]),
    kind=st.sampled_from(["supplier", "customer"]),
    topic=st.sampled_from(["need:1", "need:2"]),
    value=st.integers(1, 100).map(lambda percent: percent / 100),
)
ONE_EACH = st.lists(ITEMS, max_size=8, unique_by=lambda one: (one.recipient_id, one.named))


@settings(max_examples=60, deadline=None)
@given(ONE_EACH, st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.integers(0, 1))
def test_no_choice_of_all_that_keep_the_limits_is_better(wanted, items, of_a_kind, letters, exposure):
    bounds = Limits(items, of_a_kind, of_a_topic=1, letters=letters, exposure=exposure)
    found = plan(wanted, bounds)
    choices = (sent for size in range(len(wanted) + 1) for sent in combinations(wanted, size))
    best = max(worth(sent, wanted, bounds) for sent in choices if keeps(sent, bounds))
    assert keeps(found.items, bounds)
    assert worth(found.items, wanted, bounds) == pytest.approx(best)
    assert found.letters == letters_of(found.items)
