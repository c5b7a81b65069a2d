"""Suppliers of suppliers and customers of customers."""

import pytest

from models.partners.several_steps import BRANCHES, WIDTH, Ground, ways
from tests.factory import company
from tests.models.partners.answers import BLOCKS, inferred, link, stated

CEMENT, GYPSUM, COAL = company(name="цемент"), company(name="гипс"), company(name="уголь")
EVERYBODY = {c.id: c for c in (BLOCKS, CEMENT, GYPSUM, COAL)}
# blocks take cement, cement takes gypsum, gypsum takes coal
LINKS = (
    link(CEMENT, inferred("Цемент", of=BLOCKS, products=("Газоблок",)), 0.9, title="Цемент М500"),
    link(GYPSUM, inferred("Гипс", of=CEMENT, products=("Цемент М500",)), 0.8, title="Гипс"),
    link(COAL, inferred("Уголь", of=GYPSUM, products=("Гипс",)), 0.5, title="Уголь"),
)


def up(*links, companies=EVERYBODY, contracts=frozenset()):
    return Ground(
        "upstream", lambda id_: [x for x in links if x.demand.company_id == id_], companies, contracts
    )


def down(*links):
    return Ground("downstream", lambda id_: [x for x in links if x.supplier_id == id_], EVERYBODY)


def told(found):
    return [(" ".join(step.company.name for step in way.steps), way.probability) for way in found]


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (1, [("цемент", 0.9)]),
        (2, [("цемент гипс", 0.9 * 0.8)]),
        (3, [("цемент гипс уголь", 0.9 * 0.8 * 0.5)]),
        (4, []),
    ],
)
def test_a_way_has_the_stated_number_of_steps_and_the_product_of_their_probabilities(depth, expected):
    assert told(ways(BLOCKS.id, depth, up(*LINKS))) == [(n, pytest.approx(p)) for n, p in expected]


def test_downstream_it_goes_the_other_way():
    assert told(ways(COAL.id, 3, down(*LINKS))) == [("гипс цемент блоки", pytest.approx(0.36))]


def test_each_step_names_its_pair_and_its_contract():
    (way,) = ways(BLOCKS.id, 2, up(*LINKS, contracts=frozenset({(GYPSUM.id, CEMENT.id)})))
    pairs = [(s.pair.demand.need.title, s.pair.offer.title, s.contract) for s in way.steps]
    assert pairs == [("Цемент", "Цемент М500", False), ("Гипс", "Гипс", True)]


def test_nobody_stands_twice_on_a_way():
    back = link(BLOCKS, stated("Газоблок", of=CEMENT), 0.99)
    circle = link(CEMENT, stated("Цемент", of=GYPSUM), 0.99)
    found = ways(BLOCKS.id, 3, up(*LINKS, back, circle))
    assert told(found) == [("цемент гипс уголь", pytest.approx(0.36))]


def test_an_input_of_another_product_of_the_supplier_leads_nowhere():
    other = link(COAL, inferred("Уголь", of=CEMENT, products=("Керамзит",)), 0.99)
    assert told(ways(BLOCKS.id, 2, up(*LINKS, other))) == [("цемент гипс", pytest.approx(0.72))]


def test_a_stated_need_of_the_supplier_counts_unless_it_only_renders_a_service():
    asked = link(COAL, stated("Уголь", of=CEMENT), 0.99)
    assert told(ways(BLOCKS.id, 2, up(LINKS[0], asked))) == [("цемент уголь", pytest.approx(0.891))]
    service = link(CEMENT, inferred("Перевозка", of=BLOCKS), 0.9, kind="service")
    assert ways(BLOCKS.id, 2, up(service, asked)) == []


def test_an_optional_input_is_no_step():
    optional = link(COAL, inferred("Уголь", of=BLOCKS, necessity="optional"))
    assert ways(BLOCKS.id, 1, up(optional)) == []


def test_of_several_pairs_with_a_partner_the_best_leads_to_it():
    worse = link(CEMENT, stated("Песок", of=BLOCKS), 0.6)
    (way,) = ways(BLOCKS.id, 1, up(worse, LINKS[0]))
    assert way.steps[0].pair.demand.need.title == "Цемент"


def test_the_best_come_first_and_the_search_stays_narrow():
    crowd = [company(name=f"№{i}") for i in range(40)]
    companies = EVERYBODY | {c.id: c for c in crowd}
    first = [link(c, stated("Цемент", of=BLOCKS), 0.5 + i / 100) for i, c in enumerate(crowd)]
    second = [link(c, stated("Гипс", of=o), 0.9) for o in crowd for c in crowd if c is not o]
    found = ways(BLOCKS.id, 2, up(*first, *second, companies=companies))
    probabilities = [way.probability for way in found]
    assert probabilities == sorted(probabilities, reverse=True)
    assert {way.steps[0].company for way in found} <= set(crowd[-BRANCHES:])
    assert len(found) == min(WIDTH, BRANCHES * BRANCHES)
