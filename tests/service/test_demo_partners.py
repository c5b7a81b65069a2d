"""Partners in the demo pool behind the real encoder: who is planted is found, competitors supply nothing."""

from itertools import pairwise

import pytest

from data.recipes.book import recipes_for
from service.access import COMMAND_LINE

FIRST = 12  # proposals that somebody would look through


@pytest.fixture(scope="module")
def pool(demo_services):
    return demo_services.boards.current().pool


@pytest.fixture(scope="module")
def partners(demo_services, pool):
    ids = {company.code: company.id for company in pool.companies}

    def ask(code, direction="upstream", limit=10_000):
        return demo_services.partnering.partners(COMMAND_LINE, ids[code], direction, limit).proposals

    return ask


@pytest.fixture(scope="module")
def products(pool):
    """Recipes of what each manufacturer makes, read anew from the recipe book."""
    made = {}
    for offer in pool.offers:
        company = pool.company_by_id[offer.company_id]
        if (
            "manufacturer" in company.roles
            and offer.kind not in ("service", "work")
            and not offer.provisional
        ):
            names = {recipe.product for recipe in recipes_for(offer.title, offer.okpd2)}
            made.setdefault(company.code, set()).update(names)
    return {code: names for code, names in made.items() if names}


@pytest.mark.parametrize(
    ("code", "suppliers"),
    [
        ("БС-02", {"Вяжущие и силос": "Цемент", "Горновой известняк": "Известь", "металлоформ": "Формы"}),
        ("БС-03", {"Вяжущие и силос": "ЦЕМ", "Белая Коса": "Песок", "ПрессДвор": "Матриц"}),
        ("ПК-01", {"Гранула-Тобол": "Полистирол", "Камаэкструдер": "линия", "Тяжеловес": "Перевозка"}),
    ],
)
def test_the_right_suppliers_are_among_the_first(partners, code, suppliers):
    first = partners(code, limit=FIRST)
    for name, thing in suppliers.items():
        found = next(proposal for proposal in first if name in proposal.company.name)
        assert any(thing in pair.demand.need.title for pair in found.pairs), name


def test_no_maker_is_proposed_to_supply_another_maker_of_the_same(partners, products):
    checked, wrong = 0, []
    for code, made in products.items():
        for proposal in partners(code):
            checked += 1
            if made & products.get(proposal.company.code, set()):
                wrong.append((proposal.company.name, code))
    assert wrong == []
    assert checked > 1000


def test_makers_of_the_same_stand_beside_each_other(partners, products):
    aerated = [code for code, made in products.items() if "Газоблок" in made]
    assert len(aerated) >= 3
    for one, other in pairwise(aerated):
        pooled = [p.company.code for p in partners(one, "horizontal") if p.sort == "pooled_capacity"]
        assert other in pooled


def test_customers_of_cement_are_those_whose_products_take_it(partners):
    found = {p.company.code: p for p in partners("НВ-03", "downstream")}
    assert {"БС-02", "БС-03"} <= set(found)
    assert any(pair.demand.origin == "input" for pair in found["БС-02"].pairs)
