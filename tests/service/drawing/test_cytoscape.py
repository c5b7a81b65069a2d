import json
from itertools import combinations

import pytest

from service.drawing.cytoscape import cytoscape_json
from service.drawing.layout import layout
from service.drawing.picture import Candidate
from tests.service.drawing.chains import chain, picture, project, slot


def graph(drawn):
    return json.loads(cytoscape_json(drawn))


def test_no_text_can_leave_the_script_element():
    text = "</script><!--<script> \u2028 \" ' & \x01"
    drawn = picture(slot("1", title=text, candidates=(Candidate(text, text),)))
    assert not set("<>&'\x01") & set(cytoscape_json(drawn))
    assert graph(drawn)["elements"][0]["data"]["label"].startswith("</script><!--")


def test_boxes_have_the_places_of_the_still_drawing_and_lead_to_their_rows():
    drawn = picture(slot("7"), project("p", url="/projects/3"), edges=[("7", "p")])
    first, second, edge = graph(drawn)["elements"]
    box = layout(drawn).boxes[0]
    assert first["position"] == {"x": box.x, "y": box.y}
    assert first["data"]["label"] == "Цемент\nоткрыто\nматериал"
    assert [node["data"]["url"] for node in (first, second)] == ["#slot-7", "/projects/3"]
    assert (edge["data"]["source"], edge["data"]["target"]) == ("7", "p")


def test_control_points_lie_level_with_the_source_up_to_the_bend_and_then_with_the_target():
    drawn = chain(1, 25)
    placed = layout(drawn)
    edges = {e["data"]["source"]: e["data"] for e in graph(drawn)["elements"] if e["group"] == "edges"}
    link = placed.links[1]  # from the left row, which has to pass the right one
    source, target, data = link.source, link.target, edges[link.source.node.id]
    dx, dy = target.x - source.x, target.y - source.y
    length = (dx**2 + dy**2) ** 0.5
    points = [
        (source.x + dx * w - dy / length * d, source.y + dy * w + dx / length * d)
        for w, d in zip(data["weights"], data["distances"], strict=True)
    ]
    assert [y for _, y in points] == pytest.approx([source.y, source.y, target.y])
    assert (points[0][0] + points[1][0]) / 2 == pytest.approx(link.bend)


def test_candidates_are_given_only_where_there_are_some():
    assert "candidates" not in graph(picture(slot("1")))
    node, edge = graph(picture(slot("1", candidates=(Candidate("Аэротех", "подходит"),))))["candidates"]
    assert node["data"]["label"] == "Аэротех — подходит"
    assert (edge["data"]["source"], edge["data"]["target"]) == (node["data"]["id"], "1")


def test_a_long_name_is_cut_and_the_word_of_the_grade_is_not():
    candidate = Candidate("ООО «Торговый дом Западно-Сибирские строительные материалы»", "мало данных")
    label = graph(picture(slot("1", candidates=(candidate,))))["candidates"][0]["data"]["label"]
    assert label.endswith("… — мало данных")


@pytest.mark.parametrize("drawn", [chain(1, 12), chain(5, 60)], ids=["one row", "two rows"])
def test_boxes_of_candidates_do_not_overlap_and_stand_left_of_all_slots(drawn):
    nodes = [n for n in graph(drawn)["candidates"] if n["group"] == "nodes"]
    for one, other in combinations(nodes, 2):
        room = abs(one["position"]["y"] - other["position"]["y"])
        assert room >= (one["data"]["height"] + other["data"]["height"]) / 2
    rights = [node["position"]["x"] + node["data"]["width"] / 2 for node in nodes]
    assert max(rights) < min(box.left for box in layout(drawn).boxes)


def test_where_there_is_little_room_candidates_are_counted():
    candidates = tuple(Candidate(f"Компания {i}", "подходит") for i in range(9))
    drawn = picture(slot("1", note="", candidates=candidates), slot("2", note=""))
    label = graph(drawn)["candidates"][0]["data"]["label"]
    assert label.split("\n") == [*(f"Компания {i} — подходит" for i in range(3)), "ещё 6"]
