"""Answers: one entry a company, grades, order, near misses."""

import numpy as np
import pytest

from models.candidates import (
    FURTHER_OFF,
    MAX_RECORDS,
    TOO_LITTLE,
    Candidate,
    ScoredPair,
    explained,
    ranked_companies,
)
from models.ranking.agreements import Pair
from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer
from tests.factory import company, need, offer
from tests.models.worlds import PLACES, SCORER


def ranked(*entries):
    """Entries are (company, probability, and fields of ScoredPair or Offer)."""
    scored = []
    for owner, probability, *rest in entries:
        fields = rest[0] if rest else {}
        blocked = fields.pop("blocked", False)
        scored.append(
            (owner, ScoredPair(Pair(need(), offer(company=owner, **fields), owner), probability, blocked))
        )
    return ranked_companies(scored, SCORER)


def names(candidates):
    return [candidate.company.name for candidate in candidates]


@pytest.mark.parametrize(
    ("probability", "provisional", "grade"),
    [
        (0.96, False, "fits"),
        (0.95, False, "fits"),
        (0.94, False, "clarify"),
        (0.5, False, "clarify"),
        (0.49, False, None),
        (0.99, True, "little_data"),
        (0.49, True, None),
    ],
)
def test_grades_follow_the_thresholds_and_provisional_never_fits(probability, provisional, grade):
    assert SCORER.grade(probability, provisional) == grade


def test_a_company_is_judged_by_its_best_record_and_shows_those_worth_it():
    owner = company()
    (found,) = ranked((owner, 0.6), (owner, 0.97), (owner, 0.1))
    assert (found.probability, found.grade) == (0.97, "fits")
    assert [pair.probability for pair in found.pairs] == [0.97, 0.6]


def test_of_a_company_much_weaker_records_are_left_out():
    owner = company()
    scored = [(owner, ScoredPair(Pair(need(), offer(company=owner), owner), p)) for p in (0.9, 0.7, 0.6)]
    (found,) = ranked_companies(scored, SCORER, near_best=0.75)
    assert [pair.probability for pair in found.pairs] == [0.9, 0.7]


def test_a_company_shows_a_few_records_only():
    owner = company()
    (found,) = ranked(*[(owner, 0.9)] * 20)
    assert len(found.pairs) == MAX_RECORDS


def test_members_come_first_within_a_grade_and_only_there():
    member, other = company(name="член"), company(name="чужой", status="prospect")
    assert names(ranked((other, 0.99), (member, 0.96))) == ["член", "чужой"]
    assert names(ranked((other, 0.99), (member, 0.9))) == ["чужой", "член"]


def test_near_misses_come_after_all_matches_by_probability_alone():
    a, b = company(name="первый", status="prospect"), company(name="второй")
    match = company(name="подходит", status="prospect")
    assert names(ranked((b, 0.3), (a, 0.4), (match, 0.51))) == ["подходит", "первый", "второй"]


def test_a_blocked_record_is_not_proposed_however_well_it_suits():
    (found,) = ranked((company(), 0.99, {"blocked": True}))
    assert (found.grade, found.probability) == (None, 0.99)


def test_a_blocked_record_does_not_hide_another_that_suits():
    owner = company()
    (found,) = ranked((owner, 0.99, {"blocked": True}), (owner, 0.6))
    assert (found.grade, found.probability) == ("clarify", 0.6)
    assert len(found.pairs) == 1


def test_a_near_miss_says_what_it_fails():
    owner = company()
    (found,) = ranked((owner, 0.1, {"kind": "service"}))
    pair = Pair(need(kind="product"), found.pairs[0].pair.offer, owner)
    shown = explained(found.__class__(owner, 0.1, None, (ScoredPair(pair, 0.1),)), PLACES)
    assert shown.fails == "Нужно: товар, а предлагают: услуга"


def missed(need_, offer_, owner=None, fails=None):
    """What a near miss of this one pair says it fails."""
    owner = owner or company()
    pair = ScoredPair(Pair(need_, offer_, owner), 0.4)
    return explained(Candidate(owner, 0.4, None, (pair,), fails=fails), PLACES).fails


def test_another_grade_is_what_a_near_miss_fails():
    assert missed(need("газоблок D500"), offer("Газоблок D400")) == "Плотность: нужно D500, предлагают D400"


def test_a_refusal_and_a_distance_come_before_other_conflicts():
    wanted = need("Утеплитель листовой 50 мм, пенопласт не надо", okpd2="22.21", place="Омск")
    far = company(municipality="Тюмень", region="Тюменская область")
    told = missed(wanted, offer("Пенопласт 100 мм", okpd2="23.99", radius_km=10), far)
    assert told.startswith("Прямо исключено потребностью; Возят только до 10 км")
    assert "ОКПД2 из разных классов" in told


def test_who_is_plainly_further_off_than_the_first_says_so():
    near, other = company(name="ближе"), company(name="дальше")
    scored = [
        (near, ScoredPair(Pair(need(), offer(), near), 0.9)),
        (other, ScoredPair(Pair(need(), offer(), other), 0.6)),
    ]
    first, second = ranked_companies(scored, SCORER, near_best=0.8)
    assert (first.grade, second.grade) == ("clarify", None)
    assert explained(second, PLACES).fails == FURTHER_OFF
    assert missed(need("газоблок D500"), offer("Газоблок D400"), fails=FURTHER_OFF).endswith(FURTHER_OFF)


def test_a_card_of_little_data_puts_no_other_out():
    bare, known, far = company(), company(), company()
    scored = [
        (bare, ScoredPair(Pair(need(), offer(company=bare, provisional=True), bare), 0.9)),
        (known, ScoredPair(Pair(need(), offer(company=known), known), 0.7)),
        (far, ScoredPair(Pair(need(), offer(company=far), far), 0.5)),
    ]
    found = {one.company.id: one.grade for one in ranked_companies(scored, SCORER, near_best=0.8)}
    assert found == {known.id: "clarify", bare.id: "little_data", far.id: None}


def test_a_near_miss_without_a_conflict_has_too_little_in_common():
    (found,) = ranked((company(), 0.1))
    assert explained(found, PLACES).fails == TOO_LITTLE


def test_a_match_fails_nothing():
    (found,) = ranked((company(), 0.99))
    assert explained(found, PLACES).fails is None


def test_a_probability_is_the_logistic_of_the_weighted_features():
    scorer = Scorer((2.0, -1.0), intercept=0.5, fits=0.9, shown=0.5)
    expected = 1 / (1 + 2.718281828459045 ** -(2 * 0.5 - 1 * 1.0 + 0.5))
    assert scorer.probabilities(np.array([[0.5, 1.0]], np.float32)) == pytest.approx([expected])


@pytest.mark.parametrize(
    ("feature", "value"),
    [("code_agreement", -1.0), ("kind_agreement", -1.0), ("purpose_agreement", -1.0), ("spec_conflict", 1.0)],
)
def test_who_is_contradicted_by_something_known_is_to_be_asked_however_likely(feature, value):
    maker = company()
    features = tuple(value if name == feature else 0.0 for name in FEATURES)
    pair = ScoredPair(Pair(need(), offer(company=maker), maker), 0.99, features=features)
    assert [found.grade for found in ranked_companies([(maker, pair)], SCORER)] == ["clarify"]
