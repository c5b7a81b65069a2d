"""`gaps` on the command line: the same as the API answers, or tables."""

import pytest

from tests.service.installation import Installation
from tests.service.test_cli import COMPANIES, OFFERS, assert_one_line, encoder

__all__ = ["encoder"]  # a fixture

CHAINS = "Код цепочки;Название\nЦ-1;Стены\n"
PROJECTS = "Код проекта;Код цепочки;Название;Продукт\nПР-1;Ц-1;Третья нитка;Газоблок\n"
SLOTS = (
    "Код звена;Код проекта;Вид;Наименование;Закрыто кем;Основание\n"
    "ЗВ-1;ПР-1;товар;бетон;;\nЗВ-2;ПР-1;товар;арматура;К-1;договор\n"
)


@pytest.fixture(scope="module")
def installation(tmp_path_factory, encoder):
    made = Installation(tmp_path_factory.mktemp("gaps"), encoder)
    tables = {"Компании": COMPANIES, "Предложения": OFFERS, "Ц": CHAINS, "П": PROJECTS, "З": SLOTS}
    for name, text in tables.items():
        assert made.json("import", made.file(f"{name}.csv", text))["rejected"] == 0
    return made


def test_programs_get_the_map_as_the_api_answers_it(installation):
    found = installation.json("gaps", "Ц-1")
    assert found["counts"] == {"filled": 0, "single_source": 1, "open": 1}
    first, second = found["projects"][0]["slots"]
    assert [candidate["company"]["code"] for candidate in first["candidates"]] == ["К-1"]
    assert [(filler["company"]["code"], filler["basis"]) for filler in second["filled_by"]] == [
        ("К-1", "contract")
    ]


def test_people_get_a_table_a_project(installation):
    done = installation.run("gaps", "1", COLUMNS="200")  # by id
    assert done.stdout.startswith("Стены (Ц-1): один поставщик — 1, открыто — 1\n")
    assert "Третья нитка" in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith(" бетон")]
    assert "открыто" in row and "Бетонный двор — " in row


def test_an_unknown_chain_is_one_line(installation):
    assert_one_line(installation.run("gaps", "Ц-9"), 1, "Такой цепочки нет")


def test_a_wrong_number_of_candidates_is_2(installation):
    done = installation.run("gaps", "Ц-1", "--candidates", "0")
    assert (done.returncode, done.stdout) == (2, "")
