"""Amounts as they are typed and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.request_amounts import Amount, read_amount
from models.reading.spoken_numbers import with_digits


@pytest.mark.parametrize(
    ("text", "volume", "unit"),
    [
        ("сорок кубов", 40, "м³"),
        ("бетон м двести пятьдесят десять кубов", 10, "м³"),
        ("бетон м триста сорок кубов", 40, "м³"),
        ("сто двадцать пять тонн", 125, "т"),
        ("полтора куба", 1.5, "м³"),
        ("5 тыс м2", 5000, "м²"),
        ("10 тыс. шт", 10, "тыс. шт."),
        ("пять тысяч штук", 5000, "шт."),
        ("12 500,5 кг", 12_500.5, "кг"),
        ("щебень 5 20 двести тонн", 200, "т"),
        ("3 мешка клея", 3, "мешок"),
        ("500 литров", 500, "л"),
    ],
)
def test_an_amount_is_read_with_its_unit(text, volume, unit):
    assert read_amount(text) == Amount(volume, unit)


@pytest.mark.parametrize(
    "text", ["плита 60х300 мм", "М300", "ЦЕМ I 42,5Н", "А500С 12 мм", "ГОСТ 26633", "пять двадцать", ""]
)
def test_sizes_and_grades_are_no_amounts(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("said", "digits"),
    [("фракция пять двадцать", "фракция 5, 20"), ("триста сорок пять", "345"), ("двадцать десять", "20, 10")],
)
def test_words_belong_together_as_they_are_said(said, digits):
    assert with_digits(said) == digits


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    read_amount(text)
