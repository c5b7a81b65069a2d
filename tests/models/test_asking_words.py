"""How a thing is asked for changes no answer, on the demo pool with the real encoder."""

import pytest

from data.profiles import Need
from models.matcher import Limits

THINGS = ("щебень 5-20", "песок карьерный", "газоблок D500", "бетон М300", "окна ПВХ", "минеральная вата")


def found(matcher, title):
    answer = matcher.suppliers(Need(title=title), Limits(5))
    return [(c.company.code, c.grade, round(c.probability, 6)) for c in answer.matches]


@pytest.mark.parametrize("thing", THINGS)
def test_a_wish_before_a_thing_and_a_term_behind_it_change_no_answer(demo_matcher, thing):
    bare = found(demo_matcher, thing)
    assert bare
    for told in (f"Нужен {thing}", f"Добрый день! Интересует {thing}", f"Требуется {thing} до конца месяца"):
        assert found(demo_matcher, told) == bare, told
