import pytest

from models.digests.figures import figures, gini
from models.digests.limits import Limits
from models.digests.lists import own_lists
from models.digests.plan import letters_of
from tests.models.digests.worlds import item, pairs


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], 0.0), ([0, 0], 0.0), ([3, 3, 3], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25)],
)
def test_gini_is_nought_when_all_are_alike(counts, expected):
    assert gini(counts) == pytest.approx(expected)


def test_of_a_company_named_everywhere_only_its_best_letters_are_useful():
    letters = letters_of([item(1, "A", 0.9), item(2, "A", 0.8), item(3, "A", 0.7), item(3, "B", 0.5)])
    found = figures(letters, ["company:A", "company:B", "company:C"], Limits(letters=2))
    assert (found.letters, found.items, found.crowded, found.unseen, found.most_named) == (3, 4, 1, 1, 3)
    assert (found.value, found.useful) == pytest.approx((2.9, 2.2))


def test_own_lists_take_the_best_whoever_else_is_sent_the_same():
    wanted = [item(1, "A", 0.9), item(1, "B", 0.8), item(2, "A", 0.7)]
    assert pairs(own_lists(wanted, Limits(letters=1, items=1))) == {(1, "A"), (2, "A")}


def test_own_lists_keep_the_variety_of_a_letter():
    wanted = [item(1, "A", 0.9), item(1, "B", 0.8), item(1, "C", 0.7, topic="need:2")]
    assert pairs(own_lists(wanted, Limits(of_a_topic=1))) == {(1, "A"), (1, "C")}
