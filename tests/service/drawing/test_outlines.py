import pytest

from service.drawing.outlines import Frame, outline
from service.drawing.picture import STATE_WORDS

AROUND = Frame(100, 50, 80, 40)


@pytest.mark.parametrize("state", STATE_WORDS)
def test_an_outline_stays_in_its_frame_and_reaches_all_four_sides(state):
    points = [point for command in outline(state, AROUND) for point in command.points]
    assert {min(x for x, _ in points), max(x for x, _ in points)} == {60, 140}
    assert {min(y for _, y in points), max(y for _, y in points)} == {30, 70}


def test_every_state_has_a_shape_of_its_own():
    assert len({outline(state, AROUND) for state in STATE_WORDS}) == len(STATE_WORDS)


def test_an_open_slot_has_eight_corners_and_a_filled_one_four():
    assert ["".join(c.letter for c in outline(state, AROUND)) for state in ("open", "filled")] == [
        "MLLLLLLLZ",
        "MLLLZ",
    ]
