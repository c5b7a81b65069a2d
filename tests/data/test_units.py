import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.units import UNITS, UnitsError, converted, counted_unit, is_consumed, unit_of

FAMILIES = (("кг", "т"), ("л", "м³"), ("шт.", "тыс. шт."), ("м", "пог. м"), ("м²",))
IN_FAMILY = [(unit, other) for family in FAMILIES for unit in family for other in family]
STRANGERS = [
    (unit, other)
    for family in FAMILIES
    for unit in family
    for other in UNITS
    if other not in family and {unit, other} - {"кг", "т", "л", "м³"}
]

amounts = st.floats(0, 1e12)
densities = st.floats(0.01, 25)


@pytest.mark.parametrize("text", ["м3", "м³", "куб", "кубов", "куб. м", "Кубометров"])
def test_a_cubic_metre_has_one_spelling(text):
    assert unit_of(text) == "м³"


def test_an_unknown_unit_is_kept_as_it_was_written():
    assert unit_of(" бухта ") == "бухта"


@pytest.mark.parametrize("text", ["компл.", "компл", "Комплектов", "к-т"])
def test_a_set_has_one_spelling(text):
    assert unit_of(text) == "компл."


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_its_own_spelling(unit):
    assert unit_of(unit) == unit_of(unit.upper()) == unit


@pytest.mark.parametrize(
    ("amount", "unit", "to_unit", "expected"),
    [
        (2.5, "т", "кг", 2500),
        (8000, "кг", "т", 8),
        (3, "кубов", "литров", 3000),
        (24000, "шт", "тыс. шт.", 24),
        (7, "п.м", "м", 7),
        (700, "м2", "кв. м", 700),
        (12, "бухта", " бухта ", 12),
    ],
)
def test_units_of_one_family_are_told_in_each_other(amount, unit, to_unit, expected):
    assert converted(amount, unit, to_unit) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "to_unit", "expected"),
    [
        (100, "м³", "т", 160),
        (160, "т", "м³", 100),
        (10, "л", "кг", 16),
        (1600, "кг", "м³", 1),
        (2, "м³", "кг", 3200),
        (3.2, "т", "л", 2000),
    ],
)
def test_mass_and_volume_meet_by_the_density(amount, unit, to_unit, expected):
    assert converted(amount, unit, to_unit, density=1.6) == pytest.approx(expected)


@given(st.sampled_from(IN_FAMILY), amounts)
def test_an_amount_comes_back_from_another_unit_of_its_family(units, amount):
    unit, other = units
    assert converted(converted(amount, unit, other), other, unit) == pytest.approx(amount)


@given(st.sampled_from(["кг", "т"]), st.sampled_from(["л", "м³"]), amounts, densities)
def test_an_amount_comes_back_from_a_volume(mass, volume, amount, density):
    there = converted(amount, mass, volume, density)
    assert converted(there, volume, mass, density) == pytest.approx(amount)


@given(st.sampled_from([*IN_FAMILY, ("т", "м³"), ("л", "кг")]), amounts, amounts, densities)
def test_more_is_never_less_in_another_unit(units, one, other, density):
    less, more = sorted((one, other))
    assert converted(less, *units, density) <= converted(more, *units, density)


@given(st.sampled_from(STRANGERS), st.none() | densities)
def test_other_families_are_refused_with_both_names(units, density):
    with pytest.raises(UnitsError) as error:
        converted(1, *units, density)
    assert str(error.value) == f"«{units[0]}» не переводится в «{units[1]}»"


@pytest.mark.parametrize(
    ("density", "why"),
    [
        (None, ": неизвестна плотность"),
        (0, " с плотностью 0 т/м³"),
        (-1, " с плотностью -1 т/м³"),
        (math.inf, " с плотностью inf т/м³"),
        (math.nan, " с плотностью nan т/м³"),
    ],
)
def test_a_density_is_needed_and_must_be_one(density, why):
    with pytest.raises(UnitsError) as error:
        converted(1, "т", "м³", density)
    assert str(error.value) == "«т» не переводится в «м³»" + why


@pytest.mark.parametrize(
    ("amount", "unit", "word"),
    [
        (1, "рулон", "рулон"),
        (420, "рулон", "рулонов"),
        (2, "серия", "серии"),
        (12, "серия", "серий"),
        (21, "машина", "машина"),
        (1.5, "мешок", "мешка"),
        (420, "т", "т"),
        (2, "компл.", "компл."),
        (5, "паллета", "паллета"),
    ],
)
def test_units_that_are_words_are_counted_as_words(amount, unit, word):
    assert counted_unit(amount, unit) == word


def test_equipment_a_document_and_putting_up_are_taken_once():
    assert not is_consumed("equipment", "шт.")
    assert not is_consumed("service", "документ")
    assert not is_consumed("work", "компл.")
    assert is_consumed("material", "т") and is_consumed("service", "рейс") and is_consumed("work", "м²")
