"""Which demands an invitation can help with, and what each of them weighs."""

from models.demands.demand import of_need, of_slot
from models.invitations.wanted import wanted_needs, wanted_slots
from tests.factory import chain, company, need, project, slot
from tests.models.invitations.cases import ASKER, candidate

ONE, TWO = company(id=1, name="Первый"), company(id=2, name="Второй")
NEED = of_need(need("Цемент навалом", company=ASKER, volume=100, unit="т"))


def slots_of(*slots, candidates=()):
    plan = project(*slots)
    demands = [of_slot(one, plan, None) for one in plan.slots]
    return list(wanted_slots([chain(plan)], demands, lambda _demand: candidates))


def test_an_open_slot_weighs_three_needs_and_a_single_source_one():
    found = slots_of(slot("открыто"), slot("один", filled_by=(1,)), slot("двое", filled_by=(1, 2)))
    assert [(one.slot.title, one.weight) for one in found] == [("открыто", 3.0), ("один", 1.0)]
    assert [one.weight for one in wanted_needs([NEED], lambda _demand: [])] == [1.0]


def test_a_slot_tells_its_project_and_its_chain():
    plan = project(slot("Цемент"))
    made = chain(plan)
    (found,) = wanted_slots([made], [of_slot(made.slots[0], plan, None)], lambda _demand: [])
    assert (found.chain, found.project.id) == (made, plan.id)


def test_who_fills_a_slot_already_is_no_second_source():
    (found,) = slots_of(slot("Цемент", filled_by=(ONE.id,)), candidates=[candidate(ONE), candidate(TWO)])
    assert [supply.company_id for supply in found.supplies] == [TWO.id]


def test_near_misses_supply_nothing():
    (found,) = wanted_needs([NEED], lambda _demand: [candidate(ONE), candidate(TWO, grade=None)])
    assert [supply.company_id for supply in found.supplies] == [ONE.id]


def test_an_unconfirmed_offer_counts_half_and_so_stands_behind():
    guessed = candidate(ONE, probability=0.8, grade="little_data", provisional=True)
    (found,) = wanted_needs([NEED], lambda _demand: [guessed, candidate(TWO, probability=0.5)])
    assert [(s.company_id, s.probability) for s in found.supplies] == [(TWO.id, 0.5), (ONE.id, 0.4)]


def test_a_share_is_what_free_capacity_covers_and_the_whole_where_nobody_knows():
    half = candidate(ONE, wanted=NEED.need, capacity_per_month=50, utilisation_percent=0, unit="т")
    (found,) = wanted_needs([NEED], lambda _demand: [half, candidate(TWO, wanted=NEED.need)])
    assert [(s.share, s.is_measured) for s in found.supplies] == [(0.5, True), (1.0, False)]


def test_who_has_no_free_capacity_supplies_nothing():
    busy = candidate(ONE, wanted=NEED.need, capacity_per_month=50, utilisation_percent=100, unit="т")
    (found,) = wanted_needs([NEED], lambda _demand: [busy])
    assert found.supplies == ()
