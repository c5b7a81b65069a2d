"""`personal-data` and `tidy` as they are used: a real process over a folder of its own."""

import json

import pytest

from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation

COMPANIES = "Код;Название;Контактное лицо\nК-1;ООО «Бетонстрой»;Анна Иванова\nК-2;Окна;Пётр Петров\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("privacy")
    made = Installation(folder, save_tiny_encoder(folder / "tiny"))
    made.json("import", made.file("Компании.csv", COMPANIES))
    return made


def test_all_that_is_kept_goes_to_stdout(installed):
    told = json.loads(installed.run("personal-data", "export", "К-1").stdout)
    assert told["tables"]["companies"][0]["contact_name"] == "Анна Иванова"
    assert installed.run("personal-data", "export", "К-9").returncode == 2


def test_a_person_is_erased_only_with_the_code(installed):
    wrong = installed.run("personal-data", "erase", "К-2", "--code", "К-1")
    assert wrong.returncode == 2 and "наберите код компании: К-2" in wrong.stderr
    assert installed.run("personal-data", "erase", "К-2", "--code", "К-2").returncode == 0
    assert "Пётр" not in installed.run("personal-data", "export", "К-2").stdout


def test_tidying_tells_what_went(installed):
    assert set(installed.json("tidy")["deleted"].values()) == {0}
