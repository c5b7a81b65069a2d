"""Records gathered by place: none is lost, whatever is said of where it is."""

from data.references import places
from data.store.whereabouts import CompanyAt
from service.mapping.spots import Item, gathered, known_places


def item(place, region="Тюменская область", name="Завод"):
    return Item(CompanyAt(1, name, "member", region, place, False), place=place)


def counted(*items):
    return [(spot.key, len(spot.items)) for spot in gathered(items, places())]


def test_the_fullest_place_comes_first_and_what_has_none_last():
    found = counted(item("Ишим"), item("Тюмень"), item(None), item("Тюмень"), item("Нью-Васюки"))
    assert found == [
        ("Тюмень, Тюменская область", 2),
        ("Ишим, Тюменская область", 1),
        ("unknown", 1),
        ("unset", 1),
    ]


def test_spellings_of_a_place_are_one():
    assert counted(item("г. Тюмень"), item("тюмень"), item("Тюмень, ул. Ленина, 1")) == [
        ("Тюмень, Тюменская область", 3)
    ]


def test_blanks_are_no_place():
    assert counted(item("  "), item("")) == [("unset", 2)]


def test_of_namesakes_the_one_in_the_companys_region_is_meant():
    found = gathered([item("Берёзовский", "Свердловская область")], places())
    assert found[0].place.region == "Свердловская область"


def test_only_known_places_get_a_tile():
    found = known_places([item("Ишим"), item("Нью-Васюки"), item(None)], places())
    assert [place.name for place in found] == ["Ишим"]
