import pytest

from data.units import unit_of


@pytest.mark.parametrize("text", ["м3", "м³", "куб", "кубов", "куб. м", "Кубометров"])
def test_a_cubic_metre_has_one_spelling(text):
    assert unit_of(text) == "м³"


def test_an_unknown_unit_is_kept_as_it_was_written():
    assert unit_of(" бухта ") == "бухта"
