"""`partners` on the command line: the same as the API answers, or a table."""

import pytest

from tests.service.installation import Installation
from tests.service.test_cli import assert_one_line, encoder

__all__ = ["encoder"]  # a fixture

COMPANIES = "Код;Название;Статус;Роли\nК-1;Бетонный двор;участник;производитель\nК-2;Стройка;;\n"
OFFERS = "Код;Наименование;Вид\nК-1;бетон;товар\n"
NEEDS = "Код;Наименование;Вид\nК-2;бетон;товар\n"


@pytest.fixture(scope="module")
def installation(tmp_path_factory, encoder):
    made = Installation(tmp_path_factory.mktemp("partners"), encoder)
    for name, text in (("Компании", COMPANIES), ("Предложения", OFFERS), ("Потребности", NEEDS)):
        assert made.json("import", made.file(f"{name}.csv", text))["rejected"] == 0
    return made


def test_a_company_is_named_by_code_or_a_part_of_its_name_and_its_partners_told(installation):
    by_code = installation.json("partners", "К-2")["partners"]
    assert by_code == installation.json("partners", "строй")["partners"]
    customers = installation.json("partners", "К-1", "--direction", "downstream")["partners"]
    assert [partner["company"]["code"] for partner in (*by_code, *customers)] == ["К-1", "К-2"]
    assert customers[0]["pairs"][0]["need"]["title"] == "бетон"


def test_people_get_a_table_with_pair_and_grade(installation):
    done = installation.run("partners", "К-2", COLUMNS="200")
    assert "Бетонный двор" in done.stdout and "бетон ← бетон" in done.stdout


def test_nobody_to_propose_is_said(installation):
    done = installation.run("partners", "К-1", "--direction", "horizontal")
    assert (done.returncode, done.stdout) == (0, "Предложить некого\n")


def test_an_unknown_company_is_one_line(installation):
    assert_one_line(installation.run("partners", "Нет такой"), 2, "«Нет такой»", "ИНН")


@pytest.mark.parametrize("option", [("--direction", "sideways"), ("--limit", "0")])
def test_a_wrong_option_is_2(installation, option):
    done = installation.run("partners", "К-1", *option)
    assert (done.returncode, done.stdout) == (2, "")
