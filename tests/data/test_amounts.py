"""Amounts as people write them."""

import pytest

from data.amounts import amount, number

NUMBERS = {0.0: "0", 0.125: "0,12", 12000.5: "12\u00a0000,5", -0.5: "-0,5", 3.999: "4"}


@pytest.mark.parametrize(("value", "text"), NUMBERS.items())
def test_a_number_has_two_digits_behind_the_comma_at_the_most(value, text):
    assert number(value) == text


def test_more_digits_and_another_separator_can_be_asked_for():
    assert number(1234.56789, digits=4, separator=" ") == "1 234,5679"


def test_an_amount_names_its_unit_and_month_where_it_has_them():
    assert amount(1200, "м³", is_monthly=True) == "1\u00a0200 м³ в месяц"
    assert amount(60, "т") == "60 т"
    assert amount(60, None) == "60"
    assert amount(420, "рулон", is_monthly=True) == "420 рулонов в месяц"
