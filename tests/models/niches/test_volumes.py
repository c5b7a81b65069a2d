from models.demands.demand import Demand
from models.niches.volumes import Volume, summed
from tests.factory import need


def volumes(*asked, origin="need"):
    needs = [need(volume=volume, unit=unit) for volume, unit in asked]
    return summed([(Demand(origin, one), one) for one in needs])


def test_volumes_of_one_unit_are_summed():
    assert volumes((350, "т"), (900, "т")) == (Volume(1250, "т", False),)


def test_units_that_convert_exactly_are_told_in_the_first_one():
    assert volumes((2, "т"), (500, "кг"), (3, "тыс. шт."), (400, "шт.")) == (
        Volume(2.5, "т", False),
        Volume(3.4, "тыс. шт.", False),
    )


def test_mass_and_volume_stay_apart_and_an_unknown_unit_by_itself():
    assert [v.unit for v in volumes((10, "т"), (10, "м³"), (600, "м³/нед."))] == ["т", "м³", "м³/нед."]


def test_what_slots_ask_every_month_is_not_mixed_with_what_needs_ask_once():
    once, monthly = need(volume=8, unit="шт."), need(volume=6, unit="шт.")
    assert summed([(Demand("need", once), once), (Demand("slot", monthly), monthly)]) == (
        Volume(8, "шт.", False),
        Volume(6, "шт.", True),
    )


def test_a_volume_without_a_unit_or_a_need_without_a_volume_adds_nothing():
    assert volumes((5, None), (None, "т")) == ()
