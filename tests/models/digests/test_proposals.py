"""Links of the pool as seen from both sides, and who is told what."""

from dataclasses import replace

import pytest

from data.profiles import Company, Need, Offer
from models.candidates import Candidate, ScoredPair
from models.demands.demand import Demand
from models.demands.graph import Link
from models.digests.limits import Limits
from models.digests.proposals import Rules, planned, proposals
from models.digests.value import Rates, Tries
from models.ranking.agreements import Pair

MAKER, BUYER, OTHER = 1, 2, 3


def link(origin="need", customer=BUYER, supplier=MAKER, id_=12, grade="fits", probability=0.8, **demand):
    need = Need(
        id=id_ if origin == "need" else None, company_id=customer, title="Цемент", visibility="cluster"
    )
    company = Company(id=supplier, code=str(supplier), name=f"Завод {supplier}", status="member")
    pair = Pair(
        need, Offer(id=supplier * 10, company_id=supplier, kind="product", title="Цемент М500"), company
    )
    candidate = Candidate(company, probability, grade, (ScoredPair(pair, probability),))
    return Link(Demand(origin, need, None if origin == "input" else id_, **demand), candidate)


def rules(**more):
    usual = {"readers": {MAKER, BUYER, OTHER}, "open_slots": {12}}
    seen = {"shows_company": lambda reader, company: True, "shows_need": lambda reader, need: True}
    return Rules(**usual | seen | more)


def told(links, **more):
    return {(one.item.recipient_id, one.item.kind, one.item.named) for one in proposals(links, rules(**more))}


def test_a_need_is_news_for_who_asks_and_for_who_offers():
    assert told([link()]) == {(BUYER, "supplier", "company:1"), (MAKER, "need", "company:2")}


def test_an_inferred_input_goes_along_to_the_supplier_beside_what_somebody_has_said():
    said = link(customer=OTHER)
    assert told([link("input"), said]) - told([said]) == {(MAKER, "customer", "company:2")}
    assert told([link("input")]) == set()


def test_what_nobody_has_said_is_never_called_fitting():
    assert [
        one.grade
        for one in proposals([link("input"), link(customer=OTHER)], rules())
        if one.item.kind == "customer"
    ] == ["clarify"]


def test_a_guess_of_a_guess_is_no_news():
    fits = link(supplier=OTHER)
    assert told([link("input", grade="clarify"), fits]) == told([fits])


def test_an_open_slot_is_news_and_a_filled_one_is_not():
    assert told([link("slot")]) == {(MAKER, "place", "company:2")}
    assert told([link("slot")], open_slots=set()) == set()


def test_a_slot_without_an_initiator_burdens_itself():
    assert told([link("slot", customer=None)]) == {(MAKER, "place", "slot:12")}


def test_who_does_not_read_is_told_nothing_and_still_named():
    assert told([link()], readers={BUYER}) == {(BUYER, "supplier", "company:1")}


def test_what_a_reader_may_not_see_is_not_told():
    assert told([link()], shows_company=lambda reader, company: False) == {(MAKER, "need", "company:2")}
    assert told([link()], shows_need=lambda reader, need: False) == {(BUYER, "supplier", "company:1")}


@pytest.mark.parametrize("grade", ["little_data", None])
def test_only_what_could_be_supplied_is_told(grade):
    assert told([link(grade=grade)]) == set()


def test_what_is_to_be_clarified_goes_along_only_beside_something_that_fits():
    unsure, sure = link(supplier=OTHER, grade="clarify"), link()
    assert told([unsure]) == set()
    assert (BUYER, "supplier", f"company:{OTHER}") in told([unsure, sure])


def test_who_works_together_already_is_not_proposed():
    assert told([link()], acquainted={(MAKER, BUYER)}) == set()


def test_nothing_is_told_twice():
    first = proposals([link()], rules())
    keys = {one.item.recipient_id: {one.key} for one in first}
    assert told([link()], told=keys) == set()


def test_the_same_supplier_for_another_need_is_news_again():
    keys = {one.item.recipient_id: {one.key} for one in proposals([link()], rules())}
    assert told([link(id_=13)], told=keys) != set()


def test_value_is_the_pair_times_whoever_is_named_times_the_reader():
    answering, acting = Rates(0.5, {MAKER: Tries(5, 5)}), Rates(0.25)
    found = proposals([link()], rules(readers={BUYER}, answering=answering, acting=acting))
    assert found[0].item.value == pytest.approx(0.8 * 0.75 * 0.25)


def test_a_letter_of_leftovers_is_not_sent():
    """Both could read of the one supplier that fits; the other's letter would hold questions only."""
    links = [
        link(customer=BUYER, supplier=MAKER, probability=0.9),
        link(customer=OTHER, supplier=MAKER, id_=13, probability=0.6),
        link(customer=OTHER, supplier=4, id_=13, grade="clarify", probability=0.55),
    ]
    found = proposals(links, rules(readers={BUYER, OTHER}))
    assert {one.item.recipient_id for one in found} == {BUYER, OTHER}
    letters = planned(found, Limits(letters=1))
    assert set(letters.by_reader) == set(letters.plan.letters) == {BUYER}


def test_a_plan_holds_the_proposals_of_its_items():
    letters = planned(proposals([link()], rules()), Limits())
    assert [one.item for one in letters.by_reader[BUYER]] == list(letters.plan.letters[BUYER])


def test_an_optional_input_is_no_ground_for_a_letter():
    assert told([link("input", necessity="optional")]) == set()
    assert replace(link().demand, necessity="optional").is_optional is False


def test_who_stood_only_in_a_letter_that_does_not_go_counts_as_missed():
    sure, elsewhere = link(probability=0.9), link(customer=4, id_=13, probability=0.5)
    unsure = link(customer=4, id_=13, supplier=OTHER, grade="clarify", probability=0.4)
    found = proposals([sure, elsewhere, unsure], rules(readers={BUYER, 4}))
    assert planned(found, Limits(letters=1, exposure=1)).plan.missed == {f"company:{OTHER}": 1}
