"""Customers of a company, from its links."""

from models.partners.downstream import downstream
from tests.factory import company
from tests.models.partners.answers import BLOCKS, inferred, link, stated

CEMENT = company(name="цемент")
CUSTOMER = company(name="застройщик", status="outside_customer")
COMPANIES = {c.id: c for c in (BLOCKS, CEMENT, CUSTOMER)}


def proposals(*links, joined=()):
    return downstream(links, COMPANIES, frozenset(joined))


def test_who_needs_it_and_whose_products_take_it_are_customers():
    found = proposals(link(CEMENT, stated(of=CUSTOMER), 0.99), link(CEMENT, inferred(of=BLOCKS), 0.96))
    assert [(p.company.name, p.direction) for p in found] == [
        ("блоки", "downstream"),
        ("застройщик", "downstream"),
    ]


def test_the_pair_names_the_customers_demand_and_the_own_offer():
    (found,) = proposals(link(CEMENT, stated("Цемент", of=CUSTOMER), title="ЦЕМ I 42,5Н"))
    (pair,) = found.pairs
    assert (pair.demand.company_id, pair.supplier, pair.offer.title) == (CUSTOMER.id, CEMENT, "ЦЕМ I 42,5Н")


def test_a_slot_of_nobodys_project_proposes_nobody():
    nobodys = stated()
    asked = type(nobodys)("slot", nobodys.need.__class__(title="Цемент"), 1)
    assert proposals(link(CEMENT, asked)) == []


def test_a_customer_that_left_the_pool_is_not_proposed():
    assert proposals(link(CEMENT, stated(of=company(name="ушёл")))) == []


def test_an_optional_input_proposes_nobody_and_a_contract_is_told():
    assert proposals(link(CEMENT, inferred(necessity="optional"))) == []
    (found,) = proposals(link(CEMENT, inferred()), joined={BLOCKS.id})
    assert found.contract
