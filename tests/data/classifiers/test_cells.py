"""Codes as cells hold them, also after Excel made numbers and dates of them."""

from datetime import date

import pytest

from data.classifiers.cells import chosen_code, possible_codes, section_of
from data.exchange.cells import CellError


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("01.11.11.110", "01.11.11.110"),
        (" 23.61.11. ", "23.61.11"),
        ("1.11.1", "01.11.1"),
        (23.61, "23.61"),
        (1.11, "01.11"),
        ("23,61", "23.61"),
        ("23.6", "23.6"),
        ("236111", "23.61.11"),
    ],
)
def test_a_cell_that_can_mean_one_code_only_is_that_code(cell, code):
    assert possible_codes(cell, "okpd2") == [code]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (1.0, ["01", "01.0", "01.00"]),
        (2.1, ["02.1", "02.10"]),
        (23.6, ["23.6", "23.60"]),
        ("2,1", ["02.1", "02.10"]),
        (date(2024, 11, 1), ["01.11", "01.11.24"]),
        (date(2024, 1, 1), ["01.1", "01.01", "01.01.24"]),
        (date(2011, 11, 1), ["01.11", "01.11.11"]),
    ],
)
def test_a_spoiled_cell_may_mean_several_codes(cell, codes):
    assert possible_codes(cell, "okpd2") == codes


@pytest.mark.parametrize("cell", ["бетон", "2361111111", "23.61.11.1", 123.4, True])
def test_a_cell_that_means_no_code_is_told(cell):
    with pytest.raises(CellError, match="нужен код вида"):
        possible_codes(cell, "okved2")


def test_activities_have_no_codes_of_four_parts():
    with pytest.raises(CellError):
        possible_codes("23.61.11.110", "okved2")


def test_rows_around_a_spoiled_cell_tell_which_code_is_meant():
    read = []
    for cell in (2.0, 2.1, 2.1, 2.2, 10.0, 10.2, 10.2, 11.0, 11.0, date(2026, 1, 11), date(2026, 2, 11)):
        read.append(chosen_code(possible_codes(cell, "okved2"), read[-1] if read else "", set(read)))
    assert read == ["02", "02.1", "02.10", "02.2", "10", "10.2", "10.20", "11", "11.0", "11.01", "11.02"]


@pytest.mark.parametrize(
    ("cell", "section"),
    [
        ("A", ("A", "")),
        ("РАЗДЕЛ С", ("C", "")),
        ("Раздел F. Сооружения", ("F", "Сооружения")),
        ("23", None),
        ("В том числе", None),
    ],
)
def test_a_letter_is_a_section_in_either_alphabet(cell, section):
    assert section_of(cell) == section
