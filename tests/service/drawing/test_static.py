import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from service.drawing.composing import compose
from service.drawing.parts import Composition
from service.drawing.raster import draw_png
from service.drawing.static import png, svg
from tests.service.drawing.chains import chain, picture, project, slot

NASTY = "<script>alert(\"1\")</script> & 'кавычки' ]]> \x00\x0b\ud800"
NASTY_SHOWN = "<script>alert(\"1\")</script> & 'кавычки' ]]>"


def elements(drawn):
    return list(ElementTree.fromstring(svg(drawn)).iter())


def texts(drawn):
    return " ".join(element.text or "" for element in elements(drawn) if element.tag.endswith("text"))


def test_texts_of_users_are_escaped_in_svg():
    drawn = picture(slot("1", title=NASTY, note=NASTY, companies=(NASTY,)), title=NASTY, subtitle=NASTY)
    kinds = {element.tag.split("}")[1] for element in elements(drawn)}
    assert kinds == {"svg", "title", "desc", "rect", "g", "path", "text"}
    assert elements(drawn)[1].text == NASTY_SHOWN
    assert "<script" not in svg(drawn)


def test_svg_says_what_it_shows_to_those_who_do_not_see_it():
    root, title, description, *_ = elements(chain(2, 7))
    assert root.get("role") == "img"
    assert title.text == "Цепочка"
    assert description.text == (
        "Звенья: 7 (закрыто — 3, один поставщик — 2, открыто — 2); проекты: 2; потребители: 1."
    )


def test_states_are_written_as_words_beside_the_companies():
    drawn = picture(
        slot("1", "filled", companies=("Аэротех", "ЖБИ-3")),
        slot("2", "single_source", companies=("Азот",)),
        slot("3"),
    )
    boxes = [e for e in elements(drawn) if e.get("class") == "state"]
    assert [box.text for box in boxes] == ["закрыто: Аэротех, ЖБИ-3", "один поставщик: Азот", "открыто"]
    assert "закрыто: 1 один поставщик: 1 открыто: 1" in texts(drawn)


def test_what_is_cut_can_be_read_whole_over_the_box():
    title = "Гранулы полистирола общего назначения с антипиреном, первичные и вторичные, в биг-бэгах"
    drawn = picture(slot("1", title=title))
    assert title not in texts(drawn)
    assert f"{title}; открыто; материал" in [element.text for element in elements(drawn)]


def test_svg_has_nothing_that_a_content_policy_blocks():
    attributes = {name for element in elements(chain(1, 5)) for name in element.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("drawn", [chain(1, 3), picture()], ids=["chain", "empty"])
def test_png_has_two_dots_for_each_pixel_of_the_drawing(drawn):
    content, size = png(drawn), compose(drawn)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert Image.open(io.BytesIO(content)).size == pytest.approx((2 * size.width, 2 * size.height), abs=1)


@pytest.mark.parametrize(("width", "height"), [(4000, 6000), (440, 200_000)])
def test_png_of_a_very_large_drawing_has_fewer_dots(width, height):
    content = draw_png(Composition((), width, height), scale=5)
    got_width, got_height = Image.open(io.BytesIO(content)).size
    assert got_width * got_height <= 24_100_000
    assert got_height <= 30_001
    assert got_height / got_width == pytest.approx(height / width, rel=0.02)


def test_money_signs_are_no_formulas_in_png():
    assert png(picture(project("p", title=r"$\frac{$ и $100$", note="_^{")))[:4] == b"\x89PNG"
