"""`chains` on the command line: the same as the API answers, or a table."""

import pytest

from tests.service.installation import Installation
from tests.service.test_cli import COMPANIES

CHAINS = "Код цепочки;Название;Инвестиции, руб.\nЦ-1;Стены;3600000\n"
PROJECTS = "Код проекта;Код цепочки;Название;Продукт\nПР-1;Ц-1;Нитка;Газоблок\n"
SLOTS = "Код звена;Код проекта;Наименование;Закрыто кем\nЗВ-1;ПР-1;Песок;К-2\nЗВ-2;ПР-1;Известь;\n"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("chains"), "/no/encoder/is/needed")
    for name, text in (("К", COMPANIES), ("Ц", CHAINS), ("П", PROJECTS), ("З", SLOTS)):
        assert made.json("import", made.file(f"{name}.csv", text))["rejected"] == 0
    return made


def test_chains_are_told_to_programs_as_the_api_tells_them(installation):
    (chain,) = installation.json("chains")["chains"]
    assert (chain["code"], chain["title"], chain["kind"], chain["investment_rub"]) == (
        "Ц-1",
        "Стены",
        "vertical",
        3600000,
    )
    assert chain["counts"] == {"filled": 0, "single_source": 1, "open": 1}
    assert chain["projects"] == [{"id": 1, "title": "Нитка", "product": "Газоблок"}]


def test_chains_are_told_to_people_as_a_table(installation):
    done = installation.run("chains", COLUMNS="200")
    assert done.returncode == 0
    (row,) = [line for line in done.stdout.splitlines() if "Ц-1" in line]
    assert "вертикальная" in row and "задумана" in row and "один поставщик — 1, открыто — 1" in row
