"""The whole pool as a graph of demands and who could answer them."""

from models.demands.demand import of_need, of_slot
from models.demands.graph import graph_of
from models.demands.rankings import Rankings
from tests.factory import chain, company, need, offer, pool, project, slot
from tests.models.worlds import matcher_of

BLOCKS = company(name="блоки", roles=("manufacturer",))
RIVAL = company(name="соперник", roles=("manufacturer",))
CEMENT = company(name="цемент", roles=("manufacturer",))
DEALER = company(name="торговля", roles=("supplier",))
OFFERS = (
    offer("Газоблок стеновой", company=BLOCKS, okpd2="23.61.11.140"),
    offer("Газоблок стеновой", company=RIVAL, okpd2="23.61.11.140"),
    offer("Газоблок стеновой", company=DEALER, okpd2="23.61.11.140"),
    offer("Цемент навалом", company=CEMENT, okpd2="23.51.12.111"),
)


def graph(*demands):
    return graph_of(Rankings(matcher_of(pool(BLOCKS, RIVAL, CEMENT, DEALER, *OFFERS))), demands)


def suppliers_of(found, customer):
    return [link.candidate.company.name for link in found.by_customer.get(customer.id, [])]


def test_a_need_is_linked_to_who_could_meet_it():
    found = graph(of_need(need("цемент навалом", company=BLOCKS)))
    assert suppliers_of(found, BLOCKS) == ["цемент"]
    assert [link.demand.company_id for link in found.by_supplier[CEMENT.id]] == [BLOCKS.id]


def test_a_maker_is_never_a_supplier_of_what_the_other_makes_too_but_a_dealer_is():
    found = graph(of_need(need("газоблок стеновой", company=BLOCKS)))
    assert suppliers_of(found, BLOCKS) == ["торговля"]


def test_who_makes_something_else_may_buy_from_a_maker():
    found = graph(of_need(need("газоблок стеновой", company=CEMENT)))
    assert set(suppliers_of(found, CEMENT)) == {"блоки", "соперник", "торговля"}


def test_a_slot_is_asked_for_by_the_initiator_of_its_project():
    plan = project(slot("цемент навалом"), initiator_id=BLOCKS.id)
    demand = of_slot(chain(plan).slots[0], plan, BLOCKS)
    assert suppliers_of(graph(demand), BLOCKS) == ["цемент"]


def test_a_slot_without_an_initiator_is_linked_to_nobodys_account():
    plan = project(slot("цемент навалом"))
    found = graph(of_slot(plan.slots[0], plan, None))
    assert [link.supplier_id for link in found.links] == [CEMENT.id]
    assert found.by_customer == {}
