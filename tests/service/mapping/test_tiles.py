"""Tiles: no two on one cell, north above south, west left of east, the same every time."""

import pytest

from data.places import Place
from data.references import places
from service.mapping.tiles import MAX_COLUMNS, placed


def place(name, latitude, longitude):
    return Place(name, "Край", latitude, longitude, 1000)


def of_region(name):
    return frozenset(place for place in places() if place.region == name)


NORTH, SOUTH = place("Север", 66.0, 70.0), place("Юг", 55.0, 70.0)
WEST, EAST = place("Запад", 60.0, 60.0), place("Восток", 60.0, 80.0)


def test_a_place_alone_stands_in_the_corner():
    assert placed(frozenset({NORTH})) == {NORTH: (0, 0)}


def test_nowhere_has_no_tiles():
    assert placed(frozenset()) == {}


def test_four_ends_of_the_world_stand_where_they_lie():
    cells = placed(frozenset({NORTH, SOUTH, WEST, EAST}))
    assert cells[NORTH][0] < cells[SOUTH][0]
    assert cells[WEST][1] < cells[EAST][1]


@pytest.mark.parametrize("region", ["Тюменская область", "Свердловская область", "Алтайский край"])
def test_no_two_are_on_one_cell_and_nobody_is_lost(region):
    found = of_region(region)
    cells = placed(found)
    assert set(cells) == found and len(set(cells.values())) == len(found)
    assert max(column for _, column in cells.values()) < MAX_COLUMNS


@pytest.mark.parametrize("region", ["Тюменская область", "Свердловская область"])
def test_in_a_column_north_is_above_and_in_a_row_west_is_left(region):
    cells = placed(of_region(region))
    for one, (row, column) in cells.items():
        for other, (other_row, other_column) in cells.items():
            if column == other_column and row < other_row:
                assert one.latitude >= other.latitude, (one.name, other.name)
            if row == other_row and column < other_column:
                assert one.longitude <= other.longitude, (one.name, other.name)


def test_a_tile_is_near_to_where_its_place_lies_among_the_others():
    found = of_region("Тюменская область")
    cells = placed(found)
    by_latitude = sorted(found, key=lambda place: -place.latitude)
    num_rows = 1 + max(row for row, _ in cells.values())
    wanted = {place: rank * num_rows / len(found) for rank, place in enumerate(by_latitude)}
    assert max(abs(cells[place][0] - wanted[place]) for place in found) <= 3


def test_the_same_places_stand_the_same_every_time():
    ordered = sorted(of_region("Тюменская область"), key=lambda place: place.name)
    first = placed.__wrapped__(frozenset(ordered))
    assert placed.__wrapped__(frozenset(reversed(ordered))) == first


def test_places_at_one_point_get_a_cell_each():
    twins = frozenset({place("Барнаул", 53.4, 83.8), place("Барнауыл", 53.4, 83.8)})
    assert len(set(placed(twins).values())) == 2
