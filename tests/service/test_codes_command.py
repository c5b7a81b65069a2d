"""`import` of a classifier and `codes` as they are used: real processes over a folder of their own."""

import pytest

from tests.data.classifier_files import GOODS, HEADER
from tests.data.sheet_files import csv_text
from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("codes")
    made = Installation(folder, save_tiny_encoder(folder / "tiny"))
    file = made.file("okpd2.csv", csv_text([HEADER, *GOODS, ("бетон", "Бетон", "")]))
    assert made.json("import", file, "--dry-run")["created"] == 7
    made.report = made.json("import", file)
    return made


def test_the_report_of_a_classifier_has_the_form_of_all_imports(loaded):
    names = ("read", "created", "updated", "unchanged", "rejected")
    assert [loaded.report[name] for name in names] == [8, 7, 0, 0, 1]
    assert loaded.report["problems"] == [
        {"sheet": "ОКПД2", "row": 9, "column": "Код", "message": "Нужен код вида 23.61.11, а здесь «бетон»"}
    ]


def test_codes_are_told_to_programs_and_to_people(loaded):
    assert loaded.json("codes", "газоблок", "--limit", 1)["codes"][0]["code"] == "23.61.11.140"
    assert "Блоки силикатные" in loaded.run("codes", "газоблок", COLUMNS="200").stdout


def test_an_unknown_kind_is_a_wrong_parameter(loaded):
    assert loaded.run("codes", "бетон", "--kind", "okato").returncode == 2
