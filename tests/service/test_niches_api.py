"""Unmet needs and niches over HTTP: what the small pool asks for and cannot give."""

import pytest

from data.tables.pool import NeedRow, OfferRow, SlotRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from tests.service.asked_worlds import AskedWorld
from tests.service.conftest import assert_problem


@pytest.fixture
def world(services):
    return AskedWorld(services)


@pytest.fixture
def niche_world(world):
    """Two companies miss an autoclave, one of them in a project; one misses a winch."""
    world.need("beton", volume=2, place="Тюмень", imported=True, okpd2="25.29.11.160")
    world.slot("okna", volume_per_month=1)
    world.need("trest", title="Лебёдка ручная", volume=3)
    world.rebuild()
    return world


def titles(api, **query):
    return [niche["title"] for niche in api.get("/niches", query_string=query).json["niches"]]


def test_where_every_need_is_met_there_are_no_niches(api, world):
    assert api.get("/niches").json == {"niches": []}


def test_a_niche_tells_who_asks_how_much_where_and_by_which_code(api, niche_world):
    niche = api.get("/niches").json["niches"][0]
    told = ("title", "okpd2", "is_niche", "companies", "places", "imported")
    assert [niche[name] for name in told] == [
        *("Автоклав проходной", "25.29.11.160", True, 2, ["Тюмень", "Ишим"], 1)
    ]
    assert niche["volumes"] == [
        {"amount": 3.0, "unit": "шт.", "monthly": False},  # a slot of equipment is filled once
    ]
    assert niche["okpd2_name"]


def test_its_needs_and_slots_stand_with_company_and_project(api, niche_world):
    niche = api.get("/niches").json["niches"][0]
    (need,), (slot,) = niche["needs"], niche["slots"]
    assert (need["company"]["name"], need["volume"], need["imported"]) == ("Бетонный двор", 2.0, True)
    assert (slot["company"]["name"], slot["chain"], slot["project"]) == (
        *("Окна Сибири", "Газоблок области", "Третья нитка"),
    )


def test_niches_and_unmet_needs_can_be_asked_for_apart(api, niche_world):
    assert titles(api) == ["Автоклав проходной", "Лебёдка ручная"]
    assert titles(api, kind="niche") == ["Автоклав проходной"]
    assert titles(api, kind="unmet") == ["Лебёдка ручная"]


def test_an_unknown_kind_is_refused_with_its_place(api):
    assert_problem(api.get("/niches?kind=all-of-them"), 422, parameter="kind")


def test_one_niche_is_found_by_its_id(api, niche_world):
    listed = api.get("/niches").json["niches"][0]
    assert api.get(f"/niches/{listed['id']}").json == listed


@pytest.mark.parametrize("id_", ["1", "нет", "f" * 64])
def test_an_unknown_id_is_not_found(api, niche_world, id_):
    assert_problem(api.get(f"/niches/{id_}"), 404)


def test_the_nearest_companies_say_what_they_fail(api, niche_world):
    niche = api.get("/niches").json["niches"][0]
    assert 1 <= len(niche["nearest"]) <= 3
    assert [near for near in niche["nearest"] if not near["fails"] or not near["offer"]["title"]] == []


def test_a_company_that_has_confirmed_nothing_is_told_apart(api, world):
    world.need("beton", title="Ремонт башенных кранов", kind="service")
    world.rebuild()
    (niche,) = api.get("/niches").json["niches"]
    assert [one["company"]["name"] for one in niche["unconfirmed"]] == ["Молчун"]
    assert niche["unconfirmed"][0]["offer"]["provisional"]


def test_a_slot_that_is_filled_is_no_gap(api, world):
    slot = world.slot("okna")
    world.rebuild()
    assert titles(api) == ["Автоклав проходной"]
    filled = {"filled_by": [world.ids["armatura"]], "basis": "contract"}
    world.services.pool_entry.update(COMMAND_LINE, SlotRow, slot.id, filled)
    assert titles(api) == []


def test_an_offer_that_comes_closes_a_niche_and_one_that_goes_opens_it(api, niche_world):
    offer = niche_world.add(
        OfferRow, company_id=niche_world.ids["armatura"], title="Автоклав проходной", kind="equipment"
    )
    niche_world.rebuild()
    assert titles(api) == ["Лебёдка ручная"]
    niche_world.services.pool_entry.archive(COMMAND_LINE, OfferRow, offer.id)
    assert titles(api) == ["Автоклав проходной", "Лебёдка ручная"]


def test_a_need_that_is_archived_asks_no_more(api, world):
    need = world.need("beton")
    world.rebuild()
    assert titles(api) == ["Автоклав проходной"]
    world.services.pool_entry.archive(COMMAND_LINE, NeedRow, need.id)
    assert titles(api) == []


def test_what_has_not_changed_is_not_looked_for_again(niche_world):
    first = niche_world.services.niches.current(COMMAND_LINE)
    assert niche_world.services.niches.current(COMMAND_LINE).niches is first.niches


def test_only_staff_see_what_the_whole_pool_asks_for(services):
    with pytest.raises(ForbiddenError):
        services.niches.current(Caller("key:1", "member"))
