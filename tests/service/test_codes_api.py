"""Codes over HTTP."""

import pytest

from tests.service.classifiers.worlds import load_goods
from tests.service.conftest import assert_problem


def test_codes_are_found_by_words_with_the_groups_around_them(api, services, tmp_path):
    load_goods(services, tmp_path)
    answer = api.get("/codes?kind=okpd2&q=силикатные блоки&limit=1").json
    (code,) = answer["codes"]
    assert code["code"] == "23.61.11.140"
    assert code["above"][0] == {"code": "23", "name": "Изделия минеральные неметаллические"}
    assert answer["edition"] | {"loaded_at": None} == {
        "loaded": True,
        "file_name": "окпд2.csv",
        "loaded_at": None,
        "num_codes": 7,
    }


def test_without_a_loaded_classifier_shipped_codes_answer(api):
    answer = api.get("/codes?q=цемент").json
    assert answer["codes"][0]["code"] == "23.51"
    assert answer["edition"]["loaded"] is False


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=бетон&kind=okato", "kind"),
        ("q=бетон&limit=0", "limit"),
        ("q=б&page=2", "page"),
    ],
)
def test_a_wrong_query_names_its_parameter(api, query, parameter):
    assert_problem(api.get(f"/codes?{query}"), 422, parameter=parameter)


def test_strangers_are_turned_away(stranger):
    assert_problem(stranger.get("/api/v1/codes?q=бетон"), 401)
