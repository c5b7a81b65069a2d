"""What the encoder is for: needs that share no word stem with their right offers."""

import re

import pytest

from models.matcher import Limits, Matcher
from models.ranking.scoring import Scorer
from models.reading.text import offer_text
from models.reading.tokens import lemma
from training.judged_needs import demo_judged_needs

FIRST_WORDS = re.compile(r"[^\W\d_]{3,}")
MEANING_ONLY = [need for need in demo_judged_needs() if need.meaning_only and need.suits]


def stems(text):
    words = FIRST_WORDS.findall(text.casefold().replace("ё", "е"))
    return {lemma(word) for word in words} | {word[:5] for word in words}


def shares_no_stem(pool, judged):
    asked = stems(f"{judged.need.title} {judged.need.description}")
    offers = [o for o in pool.offers if pool.company_by_id[o.company_id].code in judged.suits]
    return not any(asked & stems(offer_text(offer)) for offer in offers if not offer.provisional)


def rank(matcher, judged):
    """Of the first suitable company, from 1; infinite when it is not among the first ten."""
    answer = matcher.suppliers(judged.need, Limits(10))
    codes = [found.company.code for found in (*answer.matches, *answer.near_misses)]
    return next((place for place, code in enumerate(codes, 1) if code in judged.suits), float("inf"))


@pytest.fixture(scope="module")
def with_and_without_encoder(demo_matcher):
    without = Matcher(demo_matcher.snapshot, None, Scorer.load(), demo_matcher.places)
    pool = demo_matcher.snapshot.pool
    needs = [judged for judged in MEANING_ONLY if shares_no_stem(pool, judged)]
    return [(rank(demo_matcher, need), rank(without, need)) for need in needs]


def test_at_least_twenty_needs_share_no_stem_with_any_right_offer(with_and_without_encoder):
    assert len(with_and_without_encoder) >= 20


def test_without_the_encoder_at_least_twenty_of_them_fail(with_and_without_encoder):
    assert sum(without > 3 for _, without in with_and_without_encoder) >= 20


def test_the_encoder_brings_the_right_company_nearer(with_and_without_encoder):
    found = sum(1 / rank for rank, _ in with_and_without_encoder)
    without = sum(1 / rank for _, rank in with_and_without_encoder)
    assert found > 1.5 * without
