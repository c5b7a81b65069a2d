"""Why a company is in an answer or not: small worlds where one known step puts it out."""

from dataclasses import replace

import pytest

from models.explaining.why_not import explain
from models.explaining.why_steps import Inquiry
from models.matcher import Matcher
from models.ranking.filters import Filters, Withdrawn
from tests.factory import company, need, offer, pool
from tests.models.worlds import ENCODER, PLACES, SCORER, matcher_of, snapshot_of, suppliers

REGION = "Тюменская область"
WANTED = need("кирпич лицевой")


class World:
    """A maker of what is wanted in Тюмень, and any others."""

    def __init__(self, *others, **fields):
        self.maker = company(municipality="Тюмень", region=REGION, name="Завод", **fields)
        self.offer = offer("Кирпич лицевой", company=self.maker, radius_km=100, okpd2="23.32.11")
        self.pool = pool(self.maker, self.offer, *others)

    def why(self, of=None, wanted=WANTED, scorer=SCORER, **asked):
        matcher = Matcher(snapshot_of(self.pool), ENCODER, scorer, PLACES)
        return explain(matcher, Inquiry(wanted, of or self.maker, **asked))


def failed(found):
    return [step.step for step in found.steps if not step.passed]


def test_a_match_passes_every_step_and_needs_nothing():
    found = World().why()
    assert (found.state, found.rank, found.grade) == ("match", 1, "fits")
    assert failed(found) == [] and found.would_let_in == []
    assert found.best.pair.offer.title == "Кирпич лицевой"


@pytest.mark.parametrize(
    ("filters", "step", "remedy"),
    [
        (Filters(statuses=frozenset({"prospect"})), "status", "снять отбор по статусу"),
        (Filters(regions=frozenset({"Омская область"})), "region", "снять отбор по региону"),
        (Filters(kinds=frozenset({"service"})), "kind", "снять отбор по виду"),
        (Filters(okpd2_prefix="24"), "okpd2", "снять отбор по ОКПД2"),
    ],
)
def test_a_filter_that_put_it_out_is_named_with_the_way_back(filters, step, remedy):
    found = World().why(filters=filters)
    assert (found.state, found.rank) == ("filtered", None)
    assert failed(found) == [step]
    assert found.would_let_in == [remedy]
    assert found.best is not None  # it is compared all the same


def test_a_filter_by_distance_says_from_which_distance_on():
    found = World().why(wanted=replace(WANTED, place="Ялуторовск"), filters=Filters(max_distance_km=10))
    assert failed(found) == ["distance"]
    assert found.would_let_in[0].startswith("отбор по расстоянию от 7")


def test_all_filters_that_put_it_out_are_named():
    both = Filters(statuses=frozenset({"prospect"}), regions=frozenset({"Омская область"}))
    assert World().why(filters=both).would_let_in == ["снять отбор по статусу", "снять отбор по региону"]


def test_the_asker_is_no_supplier_of_itself():
    world = World()
    found = world.why(wanted=need("кирпич лицевой", company=world.maker))
    assert (found.state, found.would_let_in, found.best) == ("self", [], None)


def test_an_outside_customer_never_supplies():
    customer = company(status="outside_customer")
    assert World(customer).why(of=customer).state == "outside_customer"


def test_an_archived_company_can_be_brought_back():
    world = World()
    found = world.why(archived=Withdrawn(companies=frozenset({world.maker.id})))
    assert (found.state, found.would_let_in) == ("withdrawn", ["вернуть компанию из архива"])


def test_a_company_entered_after_the_snapshot_waits_for_the_next():
    assert World().why(of=company()).state == "not_in_snapshot"


def test_a_company_whose_offers_are_all_archived_has_none():
    world = World()
    found = world.why(archived=Withdrawn(offers=frozenset({world.offer.id})))
    assert (found.state, found.would_let_in) == ("no_offers", ["завести предложение"])


def test_a_verdict_hides_the_company_or_its_only_offer():
    world = World()
    for hidden in (
        Withdrawn(companies=frozenset({world.maker.id})),
        Withdrawn(offers=frozenset({world.offer.id})),
    ):
        found = world.why(hidden=hidden)
        assert (found.state, found.would_let_in) == ("hidden", ["отменить вердикт"])


def test_one_hidden_offer_of_two_does_not_put_the_company_out():
    world = World()
    world.pool = pool(world.maker, world.offer, offer("Кирпич лицевой жёлтый", company=world.maker))
    found = world.why(hidden=Withdrawn(offers=frozenset({world.offer.id})))
    assert found.state == "match"
    assert found.best.pair.offer.title == "Кирпич лицевой жёлтый"


def test_too_far_names_the_radius_that_would_reach():
    found = World().why(wanted=replace(WANTED, place="Омск"))
    assert (found.state, found.grade) == ("near_miss", None)
    assert failed(found) == ["reach"]
    assert found.would_let_in[0].startswith("радиус поставки от 5")


def test_a_place_told_in_the_text_counts_like_one_filled_in():
    assert failed(World().why(wanted=need("кирпич лицевой с доставкой в Омск"))) == ["reach"]


def test_what_the_need_refuses_is_told_in_its_own_words():
    world = World()
    foam = company(name="Пенопласт")
    world.pool = pool(world.maker, foam, offer("Пенопласт листовой", company=foam))
    found = world.why(of=foam, wanted=need("Утеплитель листовой, пенопласт не надо"))
    assert found.state == "near_miss"
    text = next(step.text for step in found.steps if step.step == "refusal")
    assert text == "Прямо исключено потребностью: «пенопласт не надо»"
    assert "предложение, которого потребность не исключает" in found.would_let_in


def test_a_low_probability_names_the_threshold_and_what_is_lacking():
    stranger = company(name="Чужой")
    world = World(stranger, offer("Окна пластиковые", company=stranger))
    found = world.why(of=stranger)
    assert (found.state, failed(found)) == ("near_miss", ["probability"])
    assert found.would_let_in == [
        "оценка не ниже 0,50, сейчас 0,05: не хватает слов, которыми названа потребность"
    ]


def test_another_grade_says_which_offer_would_be_another_matter():
    maker = company(name="Газоблок")
    world = World(maker, offer("Блок газобетонный D400 стеновой", company=maker))
    found = world.why(of=maker, wanted=need("Перемычки и газоблок плотностью D500 в цветной плёнке"))
    assert found.state == "near_miss"
    assert "предложение D500" in found.would_let_in


def test_far_weaker_than_the_best_is_told_with_both_numbers():
    other = company(name="Другой")
    world = World(other, offer("Кирпич клинкерный тёмный", company=other))
    scorer = replace(SCORER, intercept=-1.0, near_best=0.999)
    found = world.why(of=other, scorer=scorer)
    assert (found.state, failed(found)) == ("near_miss", ["near_best"])
    assert "лучшая оценка" in next(s.text for s in found.steps if s.step == "near_best")


def test_beyond_the_limit_names_its_place():
    others = [company(name=f"Другой {n}") for n in range(3)]
    world = World(*others, *[offer("Кирпич лицевой", company=c) for c in others], status="prospect")
    found = world.why(limit=2)
    assert (found.state, found.rank) == ("beyond_limit", 4)
    assert found.would_let_in == ["больший предел ответа: сейчас 2, а место — 4"]


def test_behind_all_pairs_that_are_looked_at_is_not_retrieved():
    crowd = company(name="Много")
    last = company(name="Последний")
    offers = [offer(f"Кирпич лицевой {n}", company=crowd) for n in range(130)]
    world = World(crowd, last, *offers, offer("Окна", company=last))
    found = world.why(of=last)
    assert (found.state, found.rank) == ("not_retrieved", None)
    assert failed(found) == ["retrieved", "probability"]
    assert found.best.probability < SCORER.shown


@pytest.mark.parametrize("place", [None, "Тюмень", "Омск"])
def test_the_explanation_and_the_answer_agree(place):
    others = [company(name=f"Другой {n}", municipality="Ишим", region=REGION) for n in range(4)]
    titles = ["Кирпич лицевой", "Кирпич печной", "Окна", "Кирпич лицевой жёлтый"]
    world = World(*others, *[offer(t, company=c) for t, c in zip(titles, others, strict=True)])
    wanted = replace(WANTED, place=place)
    answer = suppliers(world.pool, wanted)
    for rank, candidate in enumerate((*answer.matches, *answer.near_misses), 1):
        found = explain(matcher_of(world.pool), Inquiry(wanted, candidate.company))
        assert (found.rank, found.grade) == (rank, candidate.grade)
        assert found.state == ("match" if candidate.grade else "near_miss")
        assert found.best.probability == candidate.probability
        assert list(found.reasons) == list(candidate.reasons)
        assert bool(failed(found)) == (candidate.grade is None)
