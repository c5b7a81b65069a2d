"""`duplicates` as it is used: a real process over a folder of its own."""

import pytest

from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation

COMPANIES = "Код;Название\nК-1;ООО «Бетонстрой»\nК-2;Бетон-Строй\nК-3;Окна\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice")
    made = Installation(folder, save_tiny_encoder(folder / "tiny"))
    made.json("import", made.file("Компании.csv", COMPANIES))
    return made


def test_pairs_are_told_to_programs(installed):
    (pair,) = installed.json("duplicates")["pairs"]
    assert (pair["first"]["code"], pair["second"]["code"]) == ("К-1", "К-2")


def test_pairs_are_told_to_people(installed):
    told = installed.run("duplicates", COLUMNS="200")
    assert told.returncode == 0 and "Бетон-Строй (К-2)" in told.stdout and "похожие названия" in told.stdout
