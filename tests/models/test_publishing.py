"""The pointer: one name or none, told apart from one that cannot be read."""

import re

import pytest

from models.publishing import NAME_PATTERN, PointerError, current_name, new_name, publish


def test_a_new_name_has_the_shape_that_names_have():
    assert re.fullmatch(NAME_PATTERN, new_name())


def test_what_was_published_is_current_and_nothing_is_before(tmp_path):
    assert current_name(tmp_path) is None
    publish(tmp_path, "one")
    assert current_name(tmp_path) == "one"
    publish(tmp_path, "")
    assert current_name(tmp_path) is None


def test_a_pointer_that_cannot_be_read_is_not_taken_for_none(tmp_path):
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(PointerError, match="не читается"):
        current_name(tmp_path)
