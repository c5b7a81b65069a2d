import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.places import Place, Places, distance_km
from data.references import okpd2_names, okved2_names, places, stop_words

TYUMEN = Place("Тюмень", "Тюменская область", 57.1522, 65.5272, 700_000)
TOBOLSK = Place("Тобольск", "Тюменская область", 58.1981, 68.2546, 98_000)
SMALL = Place("Берёзово", "Тюменская область", 57.0, 65.0, 500)
LARGE = Place("Березово", "ХМАО", 63.9, 65.0, 7000)
KNOWN = Places([SMALL, TYUMEN, LARGE, TOBOLSK])

points = st.builds(Place, st.just(""), st.just(""), st.floats(-90, 90), st.floats(-180, 180), st.just(0))


@pytest.mark.parametrize(
    "text",
    [
        "Тюмень",
        " тюмень ",
        "г. Тюмень",
        "г.ТЮМЕНЬ",
        "город Тюмень",
        "гор. Тюмень",
        "Тюмень, ул. Ленина, 1",
        "625000, Тюменская область, г. Тюмень",
    ],
)
def test_a_place_is_found_as_people_write_it(text):
    assert KNOWN.find(text) is TYUMEN


@pytest.mark.parametrize("text", [None, "", " , ,", "г.", "Атлантида", "Тюменская область"])
def test_an_unknown_place_is_none(text):
    assert KNOWN.find(text) is None


def test_of_namesakes_the_one_of_the_region_is_meant_else_the_larger():
    assert KNOWN.find("Берёзово", "Тюменская область") is SMALL
    assert KNOWN.find("с. Березово") is LARGE
    assert KNOWN.find("Березово", "Атлантида") is LARGE


@given(st.text())
def test_a_text_of_any_kind_is_a_place_or_none(text):
    assert KNOWN.find(text) in (None, TYUMEN, TOBOLSK, SMALL, LARGE)


def test_a_distance_is_that_of_the_great_circle():
    # 90 degrees are a quarter of 2 * 3.14159 * 6371 km
    assert distance_km(Place("", "", 0, 0, 0), Place("", "", 0, 90, 0)) == pytest.approx(10007.5, abs=0.1)
    assert distance_km(TYUMEN, TOBOLSK) == pytest.approx(200, abs=10)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_at_most_half_the_globe(a, b):
    assert 0 <= distance_km(a, b) <= 20016
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, a) == 0


@given(points)
def test_the_other_side_of_the_globe_has_a_distance_too(a):
    opposite = Place("", "", -a.latitude, a.longitude + 180, 0)
    assert distance_km(a, opposite) == pytest.approx(20015.1, abs=0.5)


@pytest.mark.parametrize(
    "name", ["Тюмень", "Тобольск", "Ялуторовск", "Ишим", "Заводоуковск", "Екатеринбург", "Курган"]
)
def test_the_towns_around_are_known(name):
    place = places().find(name)
    assert 55 < place.latitude < 67
    assert 55 < place.longitude < 80


@pytest.mark.parametrize("names", [okpd2_names, okved2_names])
def test_every_code_of_a_classifier_has_the_codes_above_it(names):
    codes = names()
    assert all(name.strip() for name in codes.values())
    assert [code for code in codes if "." in code and code[:2] not in codes] == []


def test_stop_words_are_single_words_in_lower_case():
    assert all(word == word.casefold() for word in stop_words())
