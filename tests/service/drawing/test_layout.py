from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.chains.profiles import SLOT_STATES
from service.drawing.labels import FONTS
from service.drawing.layout import layout
from service.drawing.texts import text_width
from tests.service.drawing.chains import SLOT_TITLES, chain, consumer, picture, project, slot


@st.composite
def pictures(draw):
    """Any numbers of nodes of any sizes, and any edges between neighbouring layers."""
    titles = st.sampled_from([*SLOT_TITLES, "", "Ш" * 200])
    slots = [
        slot(f"s{i}", draw(st.sampled_from(SLOT_STATES)), draw(titles))
        for i in range(draw(st.integers(0, 30)))
    ]
    projects = [project(f"p{i}", draw(titles)) for i in range(draw(st.integers(0, 6)))]
    consumers = [consumer(f"c{i}", draw(titles)) for i in range(draw(st.integers(0, 6)))]
    possible = [(a.id, b.id) for a in slots for b in projects]
    possible += [(a.id, b.id) for a in projects for b in consumers]
    edges = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    return picture(*slots, *projects, *consumers, edges=edges)


def overlap(one, other):
    beside = one.right <= other.left or other.right <= one.left
    return not (beside or one.bottom <= other.top or other.bottom <= one.top)


def is_touched(box, link):
    return link.source.right < box.right <= link.bend and box.top <= link.source.y <= box.bottom


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_boxes_do_not_overlap_and_links_run_to_the_right_past_all_boxes(drawn):
    placed = layout(drawn)
    assert not [pair for pair in combinations(placed.boxes, 2) if overlap(*pair)]
    assert all(link.source.right <= link.bend < link.target.left for link in placed.links)
    assert not [(box, link) for box in placed.boxes for link in placed.links if is_touched(box, link)]
    assert all(box.left > 0 and box.right < placed.width for box in placed.boxes)
    assert all(box.top > 0 and box.bottom < placed.height for box in placed.boxes)


@pytest.mark.parametrize("drawn", [chain(1, 25), chain(5, 60, 5)])
def test_texts_stay_in_their_boxes(drawn):
    for box in layout(drawn).boxes:
        for line in box.label.lines:
            font = FONTS[line.style]
            assert text_width(line.text, font.size, font.bold) < box.label.width


def test_a_chain_of_sixty_slots_is_wide_as_a_page_and_stacks_its_slots_in_two_rows():
    placed = layout(chain(5, 60, 5))
    assert placed.width <= 1120
    assert len({box.x for box in placed.boxes if box.node.layer == "input"}) == 2


def test_slots_stand_in_the_order_of_the_projects_they_feed():
    nodes = [slot("b"), slot("both"), slot("a"), slot("stray"), project("A"), project("B")]
    edges = [("b", "B"), ("both", "A"), ("both", "B"), ("a", "A")]
    placed = layout(picture(*nodes, edges=edges))
    rows = sorted((box.y, box.node.id) for box in placed.boxes if box.node.layer == "input")
    assert [id_ for _, id_ in rows] == ["a", "both", "b", "stray"]


def test_a_project_stands_in_the_middle_of_its_slots():
    nodes = [slot("1"), slot("2"), slot("3"), project("p"), consumer("c")]
    placed = layout(picture(*nodes, edges=[("1", "p"), ("2", "p"), ("3", "p"), ("p", "c")]))
    y = {box.node.id: box.y for box in placed.boxes}
    assert y["p"] == pytest.approx(y["2"])
    assert y["c"] == pytest.approx(y["2"])


def test_many_consumers_of_one_project_are_spread_around_it():
    consumers = [consumer(f"c{i}") for i in range(5)]
    placed = layout(picture(project("p"), *consumers, edges=[("p", f"c{i}") for i in range(5)]))
    y = {box.node.id: box.y for box in placed.boxes}
    assert y["c2"] == pytest.approx(y["p"])


def test_room_for_a_heading_moves_boxes_and_links_alike():
    placed = layout(chain(1, 3))
    lowered = placed.lowered(100)
    assert [box.y for box in lowered.boxes] == [box.y + 100 for box in placed.boxes]
    assert all(link.source in lowered.boxes and link.target in lowered.boxes for link in lowered.links)
    assert lowered.height == placed.height + 100
