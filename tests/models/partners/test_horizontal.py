"""Partners of the same stage: pooled capacity, shared order, complementary range."""

import pytest

from models.demands.rankings import Rankings
from models.partners.horizontal import horizontal
from models.partners.stage import Stage
from tests.factory import company, offer, pool
from tests.models.partners.answers import inferred, stated
from tests.models.worlds import SCORER, matcher_of

OWN = company(name="своя", roles=("manufacturer",))
OTHER = company(name="другая", roles=("manufacturer",), status="joining")
FREE = {"capacity_per_month": 1000, "utilisation_percent": 70, "unit": "м³"}
BLOCK = {"okpd2": "23.61.11.140", **FREE}
CEMENT = "Цемент ЦЕМ I 42,5Н бездобавочный, навалом"


def proposals(*offers, demands=(), others=(OTHER,), joined=()):
    by_company = {}
    for one in offers:
        by_company.setdefault(one.company_id, []).append(one)
    asked = {}
    for demand in demands:
        asked.setdefault(demand.company_id, []).append(demand)
    stage = Stage(
        OWN, {c.id: c for c in others}, by_company, asked, lambda p: SCORER.grade(p, provisional=False)
    )
    matcher = matcher_of(pool(OWN, *others, *offers))
    return horizontal(stage, Rankings(matcher), frozenset(joined))


def told(found):
    return [(p.sort, p.company.name, p.told) for p in found]


def test_two_makers_of_one_product_could_pool_their_capacity():
    found = proposals(
        offer("Газоблок D500", company=OWN, **BLOCK), offer("Газоблок D500", company=OTHER, **BLOCK)
    )
    assert told(found) == [
        (
            "pooled_capacity",
            "другая",
            "Делают одно и то же: «Газоблок D500» и «Газоблок D500»."
            " Свободно у своя 300 м³ в месяц, у другая 300 м³ в месяц; вместе 600 м³ в месяц.",
        )
    ]
    assert (found[0].direction, found[0].grade) == ("horizontal", "fits")


def test_a_same_product_in_other_words_is_still_one_to_ask_about():
    (found,) = proposals(offer("Газоблок", company=OWN), offer("Газобетонный блок", company=OTHER))
    assert (found.sort, found.grade) == ("pooled_capacity", "clarify")
    assert found.probability < SCORER.shown


def test_a_dealer_has_no_capacity_to_pool():
    dealer = company(roles=("supplier",))
    sold = offer("Газоблок D500", company=dealer, **BLOCK)
    assert proposals(offer("Газоблок D500", company=OWN, **BLOCK), sold, others=(dealer,)) == []


def test_the_reason_says_the_same_and_quotes_both():
    (found,) = proposals(offer("Газоблок", company=OWN), offer("Газобетон", company=OTHER), joined={OTHER.id})
    (reason,) = found.reasons
    assert (reason.text, reason.need_quote, reason.offer_quote) == (found.told, "Газоблок", "Газобетон")
    assert found.contract


def test_the_same_input_of_two_recipes_could_be_ordered_together():
    made = offer("Кирпич силикатный", company=OTHER)
    theirs = inferred(CEMENT, of=OTHER, products=("Кирпич силикатный",))
    (found,) = proposals(made, demands=(inferred(CEMENT, of=OWN), theirs))
    assert told([found]) == [("shared_order", "другая", f"Нужно обеим: «{CEMENT}».")]
    assert (found.probability, found.grade) == (1.0, "fits")
    assert (found.pairs[0].offer, found.pairs[0].shared) == (made, theirs)


def test_needs_of_one_code_and_noun_could_be_ordered_together_with_their_volumes():
    code = {"okpd2": "23.51.12.111", "kind": "material"}
    own = stated("Цемент навалом", of=OWN, volume=3.0, unit="т", **code)
    other = stated("Цемент белый", of=OTHER, volume=500.0, unit="кг", **code)
    (found,) = proposals(demands=(own, other))
    assert found.told == "Нужно обеим: «Цемент навалом» (3 т и 0,5 т)."
    assert found.probability == pytest.approx(1 / 3)  # one word of three
    assert found.pairs[0].offer is None


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Цемент М500", {"okpd2": "23.51.11"}),
        ("Клинкер", {"okpd2": "23.51.12.111"}),
        ("Цемент М500", {}),
        ("Цемент М500", {"okpd2": "23.51.12.111", "kind": "equipment"}),
        ("Цемент М500", {"okpd2": "23.51.12.111", "kind": "service"}),
    ],
)
def test_another_code_another_noun_or_another_kind_is_no_shared_order(title, fields):
    own = stated("Цемент М500", of=OWN, okpd2="23.51.12.111", kind="material")
    assert proposals(demands=(own, stated(title, of=OTHER, **{"kind": "material"} | fields))) == []


def test_needs_without_a_word_are_no_shared_order():
    code = {"okpd2": "23.51.12.111", "kind": "material"}
    assert proposals(demands=(stated("—", of=OWN, **code), stated("—", of=OTHER, **code))) == []


def test_a_demand_stands_in_one_pair_only_and_the_most_alike_go_together():
    code = {"okpd2": "23.51.12.111", "kind": "material"}
    mine = [stated("Цемент М500", of=OWN, **code), stated("Цемент белый", of=OWN, **code)]
    (found,) = proposals(demands=(*mine, stated("Цемент белый", of=OTHER, **code)))
    assert [pair.demand.need.title for pair in found.pairs] == ["Цемент белый"]


def test_different_products_of_one_group_for_the_same_customers_complete_the_range():
    (found,) = proposals(
        offer("Газоблок D500", company=OWN, okpd2="23.61.11.140"),
        offer("Плитка тротуарная", company=OTHER, okpd2="23.61.11.131"),
    )
    assert (found.sort, found.grade) == ("complementary_range", "clarify")
    assert found.told.startswith("Разное одной группы ОКПД2 23.61: «Газоблок D500» и «Плитка тротуарная».")
    assert "застройщик" in found.told
    assert 0 < found.probability < 1


def test_another_group_or_another_trade_completes_nothing():
    own = offer("Газоблок D500", company=OWN, okpd2="23.61.11.140")
    assert proposals(own, offer("Плитка тротуарная", company=OTHER, okpd2="23.70.12")) == []
    assert proposals(own, offer("Прочее изделие", company=OTHER, okpd2="23.61.11")) == []


def test_members_come_first_within_a_sort():
    member = company(name="член", roles=("manufacturer",))
    made = [offer("Газоблок D500", company=one) for one in (OWN, OTHER, member)]
    assert [p.company.name for p in proposals(*made, others=(OTHER, member))] == ["член", "другая"]
