import pytest

from data.exchange.quantities import told_apart


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("5000 м²", 5000.0, "м²"),
        ("1 200 кубов в месяц", 1200.0, "м³"),
        ("5 тыс. шт.", 5.0, "тыс. шт."),
        ("1,5 млн т", 1_500_000.0, "т"),
    ],
)
def test_an_amount_with_its_unit_fills_both_fields(typed, amount, unit):
    assert told_apart({"volume": typed, "unit": ""}) == {"volume": amount, "unit": unit}
    assert told_apart({"volume": typed}) == {"volume": amount, "unit": unit}


def test_the_unit_of_the_field_may_be_said_twice():
    assert told_apart({"volume": "40 кубов", "unit": "м3"}) == {"volume": 40.0, "unit": "м³"}


@pytest.mark.parametrize("typed", ["5000 м²", "5000 вёдер", "5000", "много"])
def test_what_does_not_agree_stays_for_the_field_to_refuse(typed):
    assert told_apart({"volume": typed, "unit": "шт."}) == {"volume": typed, "unit": "шт."}
