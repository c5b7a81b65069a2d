"""Two scorers side by side on small worlds with one right answer."""

from dataclasses import replace

import numpy as np
import pytest

from models.matcher import Matcher
from tests.factory import company, need, offer, pool
from tests.models.worlds import ENCODER, PLACES, SCORER, snapshot_of
from training.comparison import Comparison, RememberingEncoder, compared, right_firsts
from training.judged_needs import JudgedNeed, control_needs, demo_judged_needs
from training.metrics import Estimate

NOBODY = replace(SCORER, intercept=-50.0)


def judged(title, suits=(), asker="", mistakes=()):
    found = need(title)
    return JudgedNeed(title, found, asker, frozenset(suits), dict.fromkeys(mistakes, "kind"), "none", False)


@pytest.fixture(scope="module")
def snapshot():
    goods = ("кирпич", "бетон", "окна", "двери", "арматура")
    makers = [company(code=title) for title in goods]
    offers = [offer(title, company=maker) for title, maker in zip(goods, makers, strict=True)]
    return snapshot_of(pool(*makers, *offers))


def matcher(snapshot, scorer=SCORER, encoder=ENCODER):
    return Matcher(snapshot, encoder, scorer, PLACES)


NEEDS = [judged(title, suits=[title]) for title in ("кирпич", "бетон", "окна", "двери", "арматура")]


def test_identical_scorers_do_not_differ_and_none_is_better(snapshot):
    comparison = compared(matcher(snapshot), matcher(snapshot), NEEDS)
    assert comparison.as_dict()["difference"] == {"mean": 0.0, "low": 0.0, "high": 0.0}
    assert not comparison.better


def test_one_that_finds_what_the_other_does_not_is_better(snapshot):
    found = compared(matcher(snapshot, NOBODY), matcher(snapshot), NEEDS)
    assert (found.current.mean, found.candidate.mean, found.difference.low) == (0.0, 1.0, 1.0)
    assert found.better
    assert not compared(matcher(snapshot), matcher(snapshot, NOBODY), NEEDS).better


@pytest.mark.parametrize(
    ("low", "better"), [(0.001, True), (0.0, False), (-0.001, False), (float("nan"), False)]
)
def test_a_candidate_is_better_when_its_whole_interval_is_above_zero(low, better):
    share, gain = Estimate(0.5, 0.4, 0.6), Estimate(0.05, low, 0.1)
    assert Comparison(share, share, gain, 180).as_dict()["better"] is better


def test_one_need_more_among_five_may_be_chance(snapshot):
    needs = [*NEEDS[:1], *(judged(title) for title in ("дирижабль", "шхуна", "самовар", "рояль"))]
    found = compared(matcher(snapshot, NOBODY), matcher(snapshot), needs)
    assert found.difference.mean == pytest.approx(1 / 5)
    assert not found.better


def test_the_asker_is_no_answer_and_nobody_may_be_right(snapshot):
    own = judged("кирпич", suits=["кирпич"], asker="кирпич")
    nobody = judged("кирпич", asker="кирпич")
    assert right_firsts(matcher(snapshot), [own, nobody]).tolist() == [0.0, 1.0]


def test_a_mistake_among_the_first_three_is_wrong(snapshot):
    both = judged("кирпич или бетон", suits=["кирпич"], mistakes=["бетон"])
    everything = matcher(snapshot, replace(SCORER, shown=0.0, near_best=0.0))
    assert right_firsts(everything, [both]).tolist() == [0.0]


class CountingEncoder:
    """A fake that counts the queries it is given."""

    identity = ENCODER.identity

    def __init__(self):
        self.queries = []

    def encode_queries(self, texts):
        self.queries += texts
        return ENCODER.encode_queries(texts)

    encode_documents = staticmethod(ENCODER.encode_documents)


def test_each_need_is_encoded_once_for_both(snapshot):
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting)
    compared(matcher(snapshot, encoder=remembering), matcher(snapshot, NOBODY, remembering), NEEDS)
    assert sorted(counting.queries) == sorted({need.need.title for need in NEEDS})
    again = remembering.encode_queries(["бетон", "бетон"])
    assert np.array_equal(again, ENCODER.encode_queries(["бетон", "бетон"]))


def test_no_control_need_is_one_that_the_fit_has_seen():
    control = [*control_needs("choosing"), *control_needs("judging")]
    seen = {judged.need.title for judged in demo_judged_needs()}
    assert len(control) > 100
    assert seen.isdisjoint(judged.need.title for judged in control)
