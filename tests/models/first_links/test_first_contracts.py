import pytest

from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link
from models.first_links.first_contracts import first_links, without_contract
from tests.factory import company, need

OURS = company(id=1, name="Наш завод")
MEMBER, OTHER_MEMBER = company(id=2, name="Участник"), company(id=3, name="Другой участник")
JOINING = company(id=4, name="Вступает", status="joining")
PROSPECT = company(id=5, name="В проработке", status="prospect")
CUSTOMER = company(id=6, name="Заказчик", status="outside_customer")
EVERYBODY = {c.id: c for c in (OURS, MEMBER, OTHER_MEMBER, JOINING, PROSPECT, CUSTOMER)}


def link(supplier, customer, probability=0.9, grade="fits", origin="need", accepted=False):
    demand = Demand(origin, need(company_id=customer.id, id=7), 7, accepted=accepted)
    return Link(demand, Candidate(supplier, probability, grade, ()))


def found(*links, contracts=()):
    """Directions and other sides of our first links."""
    return [
        (one.direction, one.other.name) for one in first_links(OURS, links, EVERYBODY, frozenset(contracts))
    ]


def names(companies):
    return [one.name for one in companies]


def test_a_contract_with_a_member_counts_on_either_side():
    assert names(without_contract(EVERYBODY.values(), {(1, 2)})) == ["Другой участник"]
    assert names(without_contract(EVERYBODY.values(), {(2, 1)})) == ["Другой участник"]


def test_a_contract_with_who_is_no_member_does_not_count():
    contracts = {(1, JOINING.id), (CUSTOMER.id, 1), (2, 3)}
    assert names(without_contract(EVERYBODY.values(), contracts)) == ["Наш завод"]


def test_only_members_are_asked_about():
    assert names(without_contract([JOINING, PROSPECT, CUSTOMER], frozenset())) == []


def test_who_could_supply_and_who_could_buy_are_both_proposed():
    assert found(link(MEMBER, OURS), link(OURS, OTHER_MEMBER, 0.8)) == [
        ("upstream", "Участник"),
        ("downstream", "Другой участник"),
    ]


def test_a_member_comes_before_a_better_link_with_a_joining_company():
    assert found(link(OURS, JOINING, 0.99), link(OURS, MEMBER, 0.85)) == [
        ("downstream", "Участник"),
        ("downstream", "Вступает"),
    ]


@pytest.mark.parametrize("grade", ["clarify", "little_data"])
def test_the_lack_of_a_contract_lifts_nobody_who_does_not_fit(grade):
    assert found(link(OURS, MEMBER, grade=grade)) == []


def test_prospects_and_outside_customers_give_no_contract_inside_the_cluster():
    assert found(link(PROSPECT, OURS), link(OURS, CUSTOMER)) == []


def test_what_was_asked_for_comes_before_what_was_inferred():
    inferred = link(OURS, MEMBER, 0.99, origin="input")
    asked = link(OURS, OTHER_MEMBER, 0.85)
    assert found(inferred, asked) == [("downstream", "Другой участник"), ("downstream", "Участник")]


def test_an_input_that_staff_accepted_counts_as_asked_for():
    accepted = link(OURS, MEMBER, 0.99, origin="input", accepted=True)
    assert found(link(OURS, OTHER_MEMBER, 0.85), accepted)[0] == ("downstream", "Участник")


def test_each_company_is_proposed_once_and_no_more_than_two():
    links = [link(OURS, MEMBER, 0.9), link(MEMBER, OURS, 0.95), link(OURS, JOINING), link(OTHER_MEMBER, OURS)]
    assert found(*links) == [("upstream", "Участник"), ("upstream", "Другой участник")]


def test_who_has_a_contract_with_us_already_is_not_proposed():
    assert found(link(OURS, JOINING), contracts=[(JOINING.id, OURS.id)]) == []
