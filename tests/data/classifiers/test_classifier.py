"""Which code stands above which, and what codes are called."""

import pytest

from data.classifiers.classifier import CodeNames, dotted, parent_of
from data.references import okpd2_names

NAMES = CodeNames(okpd2_names())


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("23.61.12.111", "23.61.12.110"),
        ("23.61.12.110", "23.61.12"),
        ("23.61.12", "23.61.1"),
        ("23.61", "23.6"),
        ("23.6", "23"),
        ("23", ""),
    ],
)
def test_a_code_stands_under_the_nearest_group_that_is_there(code, parent):
    known = {"23", "23.6", "23.61", "23.61.1", "23.61.12", "23.61.12.110", "23.61.12.111"}
    assert parent_of(code, known) == parent


def test_a_group_that_is_missing_is_passed_over():
    assert parent_of("02.10.1", {"02", "02.1", "02.10.1"}) == "02.1"


@pytest.mark.parametrize(
    ("digits", "code"), [("23", "23"), ("236", "23.6"), ("2361", "23.61"), ("236112111", "23.61.12.111")]
)
def test_digits_get_their_full_stops(digits, code):
    assert dotted(digits) == code


def test_a_code_that_is_not_there_is_called_as_the_group_around_it():
    assert NAMES.nearest("23.51.99.999") == NAMES.nearest("23.51") == "Цемент"
    assert NAMES.nearest("23.51.99.999", shortest=len("23.51.1")) == ""
    assert NAMES.nearest(None) == NAMES.nearest("") == NAMES.nearest("00.11") == ""


def test_only_a_code_itself_has_a_name_of_its_own():
    assert NAMES.of("23.51") == "Цемент"
    assert NAMES.of("23.51.99.999") == NAMES.of(None) == ""
