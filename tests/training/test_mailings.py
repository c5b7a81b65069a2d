"""Random worlds in which mailings are compared."""

from models.digests.limits import Limits
from tests.models.digests.worlds import item
from training.mailings import compared, random_world


def test_a_world_is_the_same_whenever_it_is_made():
    assert random_world(3) == random_world(3) != random_world(4)


def test_whoever_suits_everybody_is_named_too_often_by_own_lists_and_never_by_the_plan():
    items = [item(reader, "звезда", 0.9) for reader in range(6)]
    items += [item(reader, f"тихий {reader}", 0.5) for reader in range(6)]
    found = compared(items, Limits(items=1, letters=2))
    assert (found["own_lists"]["most_named"], found["joint"]["most_named"]) == (6, 1)
    assert (found["own_lists"]["unseen"], found["joint"]["unseen"]) == (6, 1)
    assert found["joint"]["useful"] > found["own_lists"]["useful"]
