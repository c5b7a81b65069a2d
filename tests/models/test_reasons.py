"""Reasons: their states, and quotes that stand word for word in the texts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.features import Pair
from models.reasons import MAX_QUOTE, RULES, reasons
from models.text import need_text, offer_text
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
    assert set(said(need("кирпич"), offer("кирпич"))) == {"shared_words"}


def test_every_rule_has_a_sentence_for_people():
    assert all(rule.__doc__ and rule.__doc__.strip()[0].isupper() for rule in RULES)


def test_a_novel_of_one_word_is_explained_in_moments():
    pair = Pair(need("бетон " * 1600), offer("бетон " * 1600), company())
    began = time.process_time()
    reasons(pair, PLACES)
    assert time.process_time() - began < 2  # the square of its words would take many times that
