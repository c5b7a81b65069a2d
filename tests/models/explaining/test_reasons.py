"""Reasons: their states, and quotes that stand word for word in the texts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.explaining.reason import MAX_QUOTE
from models.explaining.reasons import RULES, reasons
from models.ranking.agreements import Pair
from models.reading.text import need_text, offer_text
from tests.factory import company, need, offer
from tests.models.worlds import PLACES

TYUMEN = {"municipality": "Тюмень", "region": "Тюменская область"}
LINES = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=400)
TRADE = st.text(alphabet="бетон М500арматуы, .-ёİß\n", min_size=1, max_size=400)


def said(need_, offer_, company_=None):
    """Feature to (state, text) of a pair."""
    pair = Pair(need_, offer_, company_ or company())
    return {reason.feature: (reason.state, reason.text) for reason in reasons(pair, PLACES)}


@settings(max_examples=150, deadline=None)
@given(LINES | TRADE, LINES | TRADE, LINES | TRADE, st.booleans())
def test_every_quote_stands_word_for_word_in_its_text(title, description, offered, provisional):
    pair = Pair(
        need(title, description=description),
        offer(offered, standard="ГОСТ 1", provisional=provisional),
        company(),
    )
    for reason in reasons(pair, PLACES):
        assert (reason.need_quote or "") in need_text(pair.need)
        assert (reason.offer_quote or "") in offer_text(pair.offer)
        assert len(reason.need_quote or "") <= MAX_QUOTE and len(reason.offer_quote or "") <= MAX_QUOTE


def test_the_quote_is_the_place_where_most_shared_words_stand():
    long = "бетон " + "и так далее " * 30 + "арматура А500С 12 мм"
    pair = Pair(need(long), offer("Арматура А500С 12 мм, бетон"), company())
    (shared,) = [r for r in reasons(pair, PLACES) if r.feature == "shared_words"]
    assert shared.need_quote == "арматура А500С 12 мм"


def test_no_shared_word_is_told_as_unknown():
    assert said(need("пачки"), offer("бетон"))["shared_words"][0] == "unknown"


@pytest.mark.parametrize(
    ("radius", "state", "words"),
    [
        (100, "met", "Возят до 100 км"),
        (50, "conflict", "Возят только до 50 км"),
        (None, "unknown", "Радиус поставки не указан"),
    ],
)
def test_reach_is_the_radius_against_the_distance(radius, state, words):
    found = said(need(place="Ялуторовск"), offer(radius_km=radius), company(**TYUMEN))
    assert found["within_reach"][0] == state
    assert found["within_reach"][1].startswith(words)


def test_an_unknown_distance_is_to_be_asked():
    found = said(need(place="Ялуторовск"), offer(radius_km=10), company(municipality="Нигде"))
    assert found["within_reach"][0] == "unknown"


@pytest.mark.parametrize(
    ("a", "b", "state"),
    [("23.61.11", "23.61.12", "met"), ("23.61.11", "23.51.12", "unknown"), ("23.61", "24.10", "conflict")],
)
def test_codes_agree_by_group_and_conflict_by_class(a, b, state):
    assert said(need(okpd2=a), offer(okpd2=b))["same_code"][0] == state


@pytest.mark.parametrize(
    ("wanted", "offered", "state"),
    [("product", "material", "met"), ("service", "work", "met"), ("product", "service", "conflict")],
)
def test_kinds_agree_within_goods_and_within_doing(wanted, offered, state):
    assert said(need(kind=wanted), offer(kind=offered))["same_kind"][0] == state


@pytest.mark.parametrize(
    ("offered", "state"),
    [
        ({"capacity_per_month": 200, "utilisation_percent": 50, "unit": "м³"}, "met"),
        ({"capacity_per_month": 199, "utilisation_percent": 50, "unit": "куб. м"}, "unknown"),
        ({"capacity_per_month": 500, "unit": "м3"}, "unknown"),
        ({"capacity_per_month": 500, "utilisation_percent": 0, "unit": "т"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_capacity_is_what_is_free_against_what_is_asked(offered, state):
    found = said(need(volume=100, unit="м3"), offer(**offered))
    assert found["enough_capacity"][0] == state


def test_a_provisional_offer_says_that_nobody_confirmed_it():
    state, text = said(need(), offer(provisional=True))["unconfirmed"]
    assert state == "unknown" and "не подтверждено" in text


def test_a_need_that_says_nothing_of_a_thing_gets_no_reason_about_it():
    assert set(said(need("саженцы"), offer("саженцы"))) == {"shared_words"}


def of(feature, need_, offer_):
    """The reasons of one feature as (state, text, quote of the need, quote of the offer)."""
    found = reasons(Pair(need_, offer_, company()), PLACES)
    return [(r.state, r.text, r.need_quote, r.offer_quote) for r in found if r.feature == feature]


def test_another_grade_is_a_conflict_that_shows_both_grades():
    found = of("same_specification", need("газоблок D500"), offer("Газоблок стеновой D400"))
    assert ("conflict", "Плотность: нужно D500, предлагают D400", "D500", "D400") in found
    assert [state for state, *_ in found].count("conflict") == 1


@pytest.mark.parametrize(
    ("offered", "state", "quote"),
    [
        ("Газоблок D500", "met", "D500"),
        ("Газоблок стеновой", "unknown", None),
        ("D400–D600", "met", "D400–D600"),
    ],
)
def test_a_grade_is_met_or_unknown(offered, state, quote):
    found = of("same_specification", need("газоблок D500"), offer("Газоблок", description=offered))
    assert [(f, told) for f, _, wanted, told in found if wanted == "D500"] == [(state, quote)]


def test_each_property_of_the_need_gets_a_reason_of_its_own():
    found = of("same_specification", need("газоблок D500 B2,5 F100"), offer("Газоблок D500 F25"))
    assert {quote: state for state, _, quote, _ in found} == {
        "газоблок": "met",
        "D500": "met",
        "B2,5": "unknown",
        "F100": "conflict",
    }


def test_what_is_not_wanted_is_excluded_with_the_words_of_both():
    wanted = need("Утеплитель на фасад, пенопласт не надо")
    assert of("not_refused", wanted, offer("Пенопласт ППС-16")) == [
        ("conflict", "Прямо исключено потребностью", "пенопласт не надо", "Пенопласт")
    ]
    assert of("not_refused", wanted, offer("Минвата фасадная")) == []


def test_words_of_a_refusal_are_no_shared_words():
    assert said(need("Минвата, пенопласт не надо"), offer("Пенопласт"))["shared_words"][0] == "unknown"


@pytest.mark.parametrize(
    ("wanted", "offered", "text"),
    [
        ("Пресс новый. Б/у не предлагать", "Пресс б/у", "нужно новое, а предлагают б/у"),
        ("Плиты б/у. Новые не нужны", "Плиты новые", "нужно б/у, а предлагают новое"),
    ],
)
def test_new_against_used_is_a_conflict(wanted, offered, text):
    ((state, told, need_quote, offer_quote),) = of("same_condition", need(wanted), offer(offered))
    assert state == "conflict" and told == f"Прямо исключено потребностью: {text}"
    assert need_quote and offer_quote


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (
            need("Башенный кран в аренду", kind="service"),
            offer("Башенный кран", kind="equipment"),
            ("conflict", "Нужно: аренда, а предлагают: оборудование", "аренду", None),
        ),
        (
            need("Плитка тротуарная", kind="product"),
            offer("Укладка тротуарной плитки", kind="work"),
            ("conflict", "Нужно: товар, а предлагают: работы", None, "Укладка"),
        ),
        (
            need("Поверка весов", kind="service"),
            offer("Ремонт весов", kind="service"),
            ("conflict", "Нужно: проверка, испытания, а предлагают: ремонт", "Поверка", "Ремонт"),
        ),
        (
            need("укладка плитки"),
            offer("Укладка плитки", kind="work"),
            ("met", "Нужно и предлагают одно: работы", "укладка", "Укладка"),
        ),
        (
            need("Кран на 3 дня, с машинистом", kind="service"),
            offer("Перевозка грузов", kind="service"),
            ("unknown", "Нужно: аренда, а названо: перевозка", "на 3 дня", "Перевозка"),
        ),
    ],
)
def test_a_thing_its_work_its_rental_and_its_repair_are_told_apart(wanted, offered, expected):
    assert of("same_purpose", wanted, offered) == [expected]
    assert of("same_kind", wanted, offered) == []  # the same is not said twice


def test_goods_and_equipment_for_them_are_told_apart_by_kind():
    found = said(need("Плитка тротуарная", kind="product"), offer("Формы для плитки", kind="equipment"))
    assert found["same_kind"] == ("conflict", "Нужно: товар, а предлагают: оборудование")


def test_every_rule_has_a_sentence_for_people():
    assert all(rule.__doc__ and rule.__doc__.strip()[0].isupper() for rule in RULES)


def test_a_novel_of_one_word_is_explained_in_moments():
    pair = Pair(need("бетон " * 1600), offer("бетон " * 1600), company())
    began = time.process_time()
    reasons(pair, PLACES)
    assert time.process_time() - began < 2  # the square of its words would take many times that
