import pytest

from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link
from models.first_links.outside_purchases import outside_purchases
from tests.factory import company, need

BUYER = company(id=1, name="ООО «Покупатель»")
MAKER = company(id=2, name="АО «Белая Коса»")


def link(title="Песок", supplier="ТД «Уралвяж»", grade="fits", origin="need", **fields):
    asked = need(title, BUYER, current_supplier=supplier, **fields)
    return Link(Demand(origin, asked, asked.id), Candidate(MAKER, 0.9, grade, ()))


def titles(*links):
    return [one.demand.need.title for one in outside_purchases(links, [BUYER, MAKER])]


def test_what_is_bought_outside_and_could_come_from_the_pool_is_told():
    (found,) = outside_purchases([link()], [BUYER, MAKER])
    assert found.demand.need.current_supplier == "ТД «Уралвяж»"
    assert [candidate.company for candidate in found.candidates] == [MAKER]


@pytest.mark.parametrize(
    "supplier", ["АО «Белая Коса»", "белая коса", 'зао "Белая коса"', "Белая Коса, Тюмень"]
)
def test_a_supplier_that_is_in_the_pool_is_no_outside_purchase(supplier):
    assert titles(link(supplier=supplier)) == []


def test_a_name_that_is_only_a_part_of_one_in_the_pool_is_another_supplier():
    assert titles(link(supplier="Коса")) == ["Песок"]


def test_who_says_nothing_of_its_supplier_buys_nowhere_known():
    assert titles(link(supplier=None)) == []


def test_slots_and_inferred_inputs_have_no_supplier_of_today():
    assert titles(link(origin="slot"), link(origin="input")) == []


def test_little_data_is_not_enough_to_move_a_purchase():
    assert titles(link(grade="little_data"), link(grade=None)) == []


def test_who_fits_comes_before_who_must_be_asked_then_what_has_a_volume():
    assert titles(
        link("Глина", grade="clarify", volume=5),
        link("Щебень"),
        link("Песок", volume=5),
        link("Известь", volume=5),
    ) == ["Известь", "Песок", "Щебень", "Глина"]


def test_suppliers_of_one_need_stand_together_in_their_order():
    one = link()
    second = Link(one.demand, Candidate(BUYER, 0.5, "clarify", ()))
    (found,) = outside_purchases([one, second], [BUYER, MAKER])
    assert [candidate.grade for candidate in found.candidates] == ["fits", "clarify"]
