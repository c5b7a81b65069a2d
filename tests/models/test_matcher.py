"""Small worlds with one right answer."""

import pytest

from models.encoding.vector_cache import VectorCache
from models.matcher import Limits, Matcher
from models.ranking.filters import Filters, Withdrawn
from models.ranking.scoring import Scorer
from tests.factory import company, need, offer, pool
from tests.models.worlds import PLACES, SCORER, everybody, matcher_of, snapshot_of, suppliers
from training.pools import matcher_over

TYUMEN = {"municipality": "Тюмень", "region": "Тюменская область"}


def makers(*titles, **fields):
    """One company for each title, named after it, that offers it."""
    profiles = []
    for title in titles:
        maker = company(name=title, **fields)
        profiles += [maker, offer(title, company=maker)]
    return profiles


def test_who_offers_the_very_thing_comes_first():
    answer = suppliers(pool(*makers("кирпич", "бетон", "окна")), need("бетон"))
    assert [found.company.name for found in answer.matches] == ["бетон"]
    assert answer.matches[0].grade == "fits"


def test_the_askers_own_offer_never_answers():
    asker, other = company(name="сам"), company(name="другой")
    world = pool(asker, other, offer("бетон", company=asker), offer("бетон", company=other))
    assert everybody(suppliers(world, need("бетон", company=asker))) == ["другой"]


def test_the_sellers_own_need_never_answers():
    seller, other = company(name="сам"), company(name="другой")
    world = pool(seller, other, need("бетон", company=seller), need("бетон", company=other))
    answer = matcher_of(world).buyers(offer("бетон", company=seller), seller, Limits())
    assert everybody(answer) == ["другой"]


def test_an_outside_customer_never_supplies_but_buys():
    customer, maker = company(name="заказчик", status="outside_customer"), company(name="завод")
    world = pool(customer, maker, offer("бетон", company=customer), need("бетон", company=customer))
    assert "заказчик" not in everybody(suppliers(world, need("бетон")))
    answer = matcher_of(world).buyers(offer("бетон", company=maker), maker, Limits())
    assert everybody(answer) == ["заказчик"]


def test_a_need_is_no_offer_and_an_offer_no_need():
    wants, makes = company(name="ищет"), company(name="делает")
    world = pool(wants, makes, need("бетон", company=wants), offer("бетон", company=makes))
    assert [c.company.name for c in suppliers(world, need("бетон")).matches] == ["делает"]
    answer = matcher_of(world).buyers(offer("бетон"), company(id=0), Limits())
    assert [c.company.name for c in answer.matches] == ["ищет"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_matches_and_near_misses_are_one_ranking_cut_at_the_limit(limit):
    world = pool(*makers("бетон", "бетон товарный", "кирпич", "окна"))
    whole = suppliers(world, need("бетон товарный"), limit=9)
    part = suppliers(world, need("бетон товарный"), limit=limit)
    assert everybody(part) == everybody(whole)[:limit]
    assert len(whole.matches) == 2


def test_members_come_first_within_a_grade():
    prospects = makers("бетон", status="prospect")
    member = company(name="член кластера", status="member")
    world = pool(*prospects, member, offer("бетон", company=member))
    assert everybody(suppliers(world, need("бетон"))) == ["член кластера", "бетон"]


def test_a_company_of_many_offers_stands_once_with_the_best_first():
    maker = company(name="завод")
    world = pool(maker, *(offer(title, company=maker) for title in ("бетон", "бетон товарный", "окна")))
    (found,) = suppliers(world, need("бетон товарный")).matches
    assert [scored.pair.offer.title for scored in found.pairs] == ["бетон товарный", "бетон"]


def test_nobody_of_the_pool_suits():
    answer = suppliers(pool(*makers("бетон", "окна")), need("балетные пачки"))
    assert answer.no_match and len(answer.near_misses) == 2


def test_an_empty_pool_answers_nobody():
    answer = suppliers(pool(), need("бетон"))
    assert answer.no_match and answer.near_misses == ()
    assert matcher_of(pool()).buyers(offer("бетон"), company(id=0), Limits()).no_match


def test_beyond_the_radius_is_a_near_miss_that_says_so():
    maker = company(name="завод", **TYUMEN)
    world = pool(maker, offer("бетон", company=maker, radius_km=50))
    near = suppliers(world, need("бетон", place="Тюмень"))
    far = suppliers(world, need("бетон", place="Ялуторовск"))
    assert everybody(near) == everybody(far) == ["завод"]
    assert near.matches and not far.matches
    assert "Возят только до 50 км" in far.near_misses[0].fails


def test_a_place_told_in_the_text_counts_like_one_that_was_filled_in():
    maker = company(name="завод", **TYUMEN)
    world = pool(maker, offer("бетон", company=maker, radius_km=50))
    answer = suppliers(world, need("бетон с доставкой в Ялуторовск"))
    assert answer.no_match and "Возят только до 50 км" in answer.near_misses[0].fails


def test_a_provisional_offer_is_little_data_and_comes_after_what_was_told():
    silent = company(name="молчун", about="бетон", status="member")
    answer = suppliers(pool(silent, *makers("бетон", status="prospect")), need("бетон"))
    assert [(c.company.name, c.grade) for c in answer.matches] == [
        ("бетон", "fits"),
        ("молчун", "little_data"),
    ]


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ({"companies": {1}}, ["второй"]),
        ({"offers": {11}}, ["второй"]),
        ({"companies": {1, 2}}, []),
        ({"offers": {11, 12}}, []),
        ({"needs": {11, 12}}, ["первый", "второй"]),
    ],
)
def test_what_left_the_pool_since_is_left_out(withdrawn, expected):
    first, second = company(id=1, name="первый"), company(id=2, name="второй")
    world = pool(first, second, offer("бетон", company=first, id=11), offer("бетон", company=second, id=12))
    gone = Withdrawn(**{name: frozenset(ids) for name, ids in withdrawn.items()})
    assert everybody(suppliers(world, need("бетон"), withdrawn=gone)) == expected


def test_filters_narrow_companies_and_records_together():
    near, far = company(name="рядом", **TYUMEN), company(name="далеко", municipality="Омск")
    world = pool(
        near,
        far,
        offer("бетон", company=near, kind="service", okpd2="43.99"),
        offer("бетон", company=near, okpd2="23.63"),
        offer("бетон", company=far, okpd2="23.63"),
    )
    filters = Filters(okpd2_prefix="23", kinds=frozenset({"product"}), max_distance_km=100)
    (found,) = suppliers(world, need("бетон", place="Тюмень"), filters=filters).matches
    assert found.company.name == "рядом"
    assert [scored.pair.offer.okpd2 for scored in found.pairs] == ["23.63"]


def test_an_answer_names_the_snapshot_and_the_model_and_its_steps():
    answer = suppliers(pool(*makers("бетон")), need("бетон"))
    assert (answer.snapshot, answer.model) == ("снимок", "words")
    assert list(answer.seconds) == ["encode", "retrieve", "rank", "explain"]


def test_the_same_question_gets_the_same_answer():
    matcher = matcher_of(pool(*makers("бетон", "бетон товарный", "кирпич")))
    first, second = (matcher.suppliers(need("бетон"), Limits()) for _ in range(2))
    assert (first.matches, first.near_misses) == (second.matches, second.near_misses)


def test_without_an_encoder_words_decide():
    matcher = Matcher(snapshot_of(pool(*makers("бетон", "окна"))), None, SCORER, PLACES)
    answer = matcher.suppliers(need("бетон"), Limits())
    assert [found.company.name for found in answer.matches] == ["бетон"]


def test_the_right_offer_is_found_in_a_pool_of_four(real_encoder, tmp_path):
    titles = ["Товарный бетон М300", "Окна ПВХ двухкамерные", "Ремонт башенных кранов", "Кирпич М150"]
    world = pool(*[offer(title, company(id=number)) for number, title in enumerate(titles, start=1)])
    cache = VectorCache(tmp_path, real_encoder)
    with matcher_over(world, real_encoder, cache, Scorer.load()) as matcher:
        answer = matcher.suppliers(need("бетон М300, 40 кубов"), Limits(3))
        nobody = matcher.suppliers(need("балетные пачки"), Limits(3))
    assert [found.grade for found in answer.matches] == ["fits"]
    assert nobody.no_match
