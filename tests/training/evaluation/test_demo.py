from dataclasses import replace

from data.profiles import Need
from training.evaluation.asking import Found, Given, typed
from training.evaluation.demo import company_trades, failure, judge_needs, trade
from training.judged_needs import JudgedNeed

NEED = JudgedNeed(
    code="П-1",
    need=Need(title="Бетон М300.", description="на фундамент", kind="material", volume=40, place="Тюмень"),
    asker="СУ-01",
    suits=frozenset({"БС-01"}),
    mistakes={"БС-02": "grade"},
    trap="grade",
    meaning_only=False,
)
NOBODY = replace(NEED, code="П-2", suits=frozenset(), mistakes={}, trap="nobody")


def given(*codes):
    return Given(tuple(Found(code, 0.5, "clarify") for code in codes))


def test_a_need_is_typed_as_title_and_description_with_what_is_known_beside():
    assert typed(NEED) == {
        "text": "Бетон М300. на фундамент",
        "kind": "material",
        "volume": 40,
        "place": "Тюмень",
    }


def test_the_asker_leaves_its_place_in_the_answer_to_the_next():
    answer = given("СУ-01", "БС-01", "БС-03", "БС-02").without("СУ-01")
    assert [found.company for found in answer.first] == ["БС-01", "БС-03", "БС-02"]


def test_only_the_first_three_companies_are_judged():
    figures = judge_needs([NEED, NEED], [given("БС-01", "БС-03", "БС-04", "БС-02"), given("БС-02")])
    assert figures["headline"]["mean"] == 1 / 2
    assert figures["by_trap"]["grade"]["n"] == 2
    assert [f["need"] for f in figures["failures"]] == ["П-1"]


def test_a_failure_says_who_was_shown_and_what_is_wrong():
    found = failure(NEED, given("БС-02", "БС-03"))
    assert [f["company"] for f in found["first_three"]] == ["БС-02", "БС-03"]
    assert found["suits"] == ["БС-01"]
    assert found["wrong"] == "показана ошибка: БС-02 (grade); нет подходящей"
    assert failure(NEED, given())["wrong"] == "сказано «никто»"
    assert failure(NOBODY, given("БС-03"))["wrong"] == "предложены, а не подходит никто"


def test_the_trade_of_a_need_is_that_of_most_companies_that_suit():
    trades = {"БС-01": "concrete", "БС-02": "concrete", "НВ-01": "raw"}
    assert trade(replace(NEED, suits=frozenset(trades)), trades) == "concrete"
    assert trade(NOBODY, trades) == "nobody"


def test_every_company_of_the_demo_has_a_trade():
    assert company_trades()["БС-01"] == "concrete_and_walls"
