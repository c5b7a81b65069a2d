import pytest

from service.drawing.picture import Node, Picture
from tests.service.drawing.chains import consumer, picture, project, slot


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ([slot("1"), project("1")], [], "2 nodes have only 1 different ids"),
        ([slot("1")], [("1", "2")], "1 -> 2 names an unknown node"),
        ([project("1"), slot("2")], [("1", "2")], "1 -> 2 does not lead to the next layer"),
        ([slot("1"), consumer("2")], [("1", "2")], "1 -> 2 does not lead to the next layer"),
        ([slot("1"), project("2")], [("1", "2")] * 2, "2 edges, only 1 different ones"),
    ],
)
def test_a_picture_that_contradicts_itself_is_refused(nodes, edges, message):
    with pytest.raises(ValueError, match=message):
        picture(*nodes, edges=edges)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"id": "1 2"}, "anchor"),
        ({"id": ""}, "anchor"),
        ({"state": "project"}, "state project in layer input"),
        ({"url": "javascript:alert(1)"}, "no address"),
        ({"url": "//evil.example"}, "no address"),
    ],
)
def test_a_node_that_cannot_be_drawn_is_refused(values, message):
    node = {"id": "1", "layer": "input", "title": "Цемент", "note": "", "state": "open"}
    with pytest.raises(ValueError, match=message):
        Node(**node | values)


def test_texts_lose_line_breaks_and_characters_that_xml_forbids():
    node = slot("1", title="Це\x00мент\n М\u00a0500\ud800\u202e ", companies=("А\x1bБ",))
    assert (node.title, node.companies) == ("Цемент М\u00a0500", ("АБ",))


def test_titles_of_pictures_are_cleaned_too():
    assert Picture("Це\x08почка\n", "\t1 ", (), ()).title == "Цепочка"
