"""`niches` as it is used: a real process over a folder of its own, with a tiny encoder."""

import pytest

from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation
from tests.service.test_cli import COMPANIES

NEEDS = "Код;Наименование;Вид\nК-1;Автоклав проходной;оборудование\n"


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asking")
    made = Installation(folder, save_tiny_encoder(folder / "tiny"))
    made.json("import", made.file("Компании.csv", COMPANIES))
    made.json("import", made.file("Потребности.csv", NEEDS))
    return made


def test_an_unmet_need_is_told_to_programs(asking):
    (niche,) = asking.json("niches")["niches"]
    assert (niche["title"], niche["is_niche"], niche["companies"]) == ("Автоклав проходной", False, 1)
    assert [need["company"]["code"] for need in niche["needs"]] == ["К-1"]


def test_an_unmet_need_is_told_to_people(asking):
    done = asking.run("niches", COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert "Автоклав проходной" in done.stdout and "потребность" in done.stdout
