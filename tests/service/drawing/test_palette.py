import pytest

from data.chains.profiles import SLOT_STATES
from service.drawing.palette import INK, LINK, LOOKS, PALE_INK, PAPER


def luminance(colour):
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_words_can_be_read_on_every_box(look):
    assert min(contrast(ink, look.fill) for ink in (INK, PALE_INK, look.stroke)) >= 4.5


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_borders_are_seen_on_paper(look):
    assert contrast(look.stroke, PAPER) >= 4.5


def test_links_are_seen_on_paper():
    assert contrast(LINK, PAPER) >= 3


def test_states_differ_without_colour():
    borders = {(LOOKS[state].stroke_width, LOOKS[state].dash) for state in SLOT_STATES}
    fills = sorted(luminance(LOOKS[state].fill) for state in SLOT_STATES)
    assert len(borders) == 3
    assert min(fills[1] - fills[0], fills[2] - fills[1]) > 0.1
