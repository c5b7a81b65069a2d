from models.niches.challenges import Challenge, group_challenges
from models.retrieval.moments import Moments
from tests.models.worlds import ENCODER

COSINES = Moments(0.0, 0.2)


def groups_of(*told):
    """(company, topic, text) as challenges with ids from 1."""
    challenges = [Challenge(number, *one) for number, one in enumerate(told, start=1)]
    return group_challenges(challenges, ENCODER.encode_queries, COSINES)


def test_the_same_trouble_of_two_companies_is_one_challenge():
    (group,) = groups_of((1, "power", "Подстанция закрыта"), (2, "power", "подстанция закрыта!"))
    assert (group.topic, group.companies, len(group.challenges)) == ("power", 2, 2)


def test_one_company_that_tells_it_twice_counts_once():
    (group,) = groups_of((1, "power", "Подстанция закрыта"), (1, "power", "подстанция закрыта!"))
    assert group.companies == 1


def test_topics_stay_apart_and_come_in_their_order():
    found = groups_of((1, "staff", "Подстанция закрыта"), (2, "power", "Подстанция закрыта"))
    assert [(group.topic, group.companies) for group in found] == [("power", 1), ("staff", 1)]


def test_within_a_topic_the_most_widespread_comes_first():
    found = groups_of(
        (1, "land", "Дорога чужая"), (2, "land", "Участок пустой"), (3, "land", "участок пустой")
    )
    assert [group.companies for group in found] == [2, 1]


def test_no_challenges_make_no_groups():
    assert groups_of() == ()
