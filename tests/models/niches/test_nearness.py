import numpy as np
import pytest

from models.niches.grouping import NEVER
from models.niches.nearness import meanings, nearness
from models.retrieval.moments import Moments
from tests.factory import need
from tests.models.worlds import ENCODER, PLACES

COSINES = Moments(0.3, 0.1)


def near(*needs):
    """How near two needs are whose texts mean the same."""
    rows = np.array([[1, 0], [1, 0]], dtype=np.float32)
    return float(nearness(needs, rows, COSINES)[0, 1])


def test_nearness_is_told_in_deviations_above_the_mean_cosine():
    assert near(need(), need()) == pytest.approx(7.0)


def test_goods_equipment_and_doing_never_join():
    assert near(need(kind="material"), need(kind="equipment")) == NEVER
    assert near(need(kind="product"), need(kind="work")) == NEVER


def test_another_kind_of_the_same_group_is_further():
    assert near(need(kind="material"), need(kind="component")) == pytest.approx(6.0)
    assert near(need(kind="work"), need(kind="work")) == pytest.approx(7.0)


def test_other_classes_of_okpd2_never_join():
    assert near(need(okpd2="23.61.11"), need(okpd2="24.10.62")) == NEVER


def test_the_same_category_of_okpd2_is_nearer_and_another_further():
    assert near(need(okpd2="20.16.20.111"), need(okpd2="20.16.20.112")) == pytest.approx(8.0)
    assert near(need(okpd2="20.16.20.111"), need(okpd2="20.16.10.113")) == pytest.approx(6.0)


def test_a_code_or_a_kind_that_is_not_known_says_nothing():
    assert near(need(okpd2="20.16.20.111"), need()) == pytest.approx(7.0)
    assert near(need(okpd2="20.16.20.111"), need(okpd2="20.16")) == pytest.approx(7.0)
    assert near(need(kind="material"), need()) == pytest.approx(7.0)


def test_what_is_asked_counts_and_not_where_or_how_much():
    asked = [need("Песок речной"), need("Песок речной, 40 кубов, с доставкой в Ялуторовск"), need("Опалубка")]
    rows = meanings(asked, PLACES, ENCODER.encode_queries)
    assert rows[0] @ rows[1] == pytest.approx(1.0, abs=0.05) and rows[0] @ rows[2] < 0.5
