"""The command that tells whom to invite next, as it is used."""

import pytest

from tests.models.tiny_models import save_tiny_encoder
from tests.service.installation import Installation

COMPANIES = (
    "Код;Название;Статус\nК-1;Бетонный двор;участник\nК-2;Арматурщик;в проработке\nК-3;Двойник;вступает\n"
)
OFFERS = "Код;Наименование;Вид\nК-2;арматура для бетона;товар\nК-3;арматура для бетона;товар\n"
NEEDS = "Код;Наименование;Вид\nК-1;арматура для бетона;товар\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A member that needs what two companies outside of the cluster make."""
    encoder = save_tiny_encoder(tmp_path_factory.mktemp("models") / "tiny")
    made = Installation(tmp_path_factory.mktemp("filled"), encoder)
    for name, text in (("Компании", COMPANIES), ("Предложения", OFFERS), ("Потребности", NEEDS)):
        made.json("import", made.file(f"{name}.csv", text))
    return made


def test_it_names_one_of_two_that_close_the_same_and_checks_it_against_the_best_set(filled):
    answer = filled.json("invite", "--exact")
    (first,) = answer["invitations"]
    assert first["company"]["name"] == "Арматурщик"
    assert [one["need"]["title"] for one in first["closes"]] == ["арматура для бетона"]
    assert answer["exact"]["value"] == answer["value"] > answer["covered_before"] == 0
    assert len(answer["exact"]["companies"]) == 1


def test_for_people_it_is_a_table_and_the_values(filled):
    done = filled.run("invite", "--limit", "1", "--exact")
    assert done.returncode == 0, done.stderr
    assert "Арматурщик" in done.stdout and "Лучший набор из всех" in done.stdout


def test_an_empty_pool_has_nobody_to_invite(tmp_path, filled):
    empty = Installation(tmp_path, filled.environment["ENCODER"])
    assert empty.json("invite")["invitations"] == []
    assert "некого" in empty.run("invite").stdout


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--limit", "x"], ["--limit", "101"]])
def test_a_wrong_limit_is_refused(filled, arguments):
    done = filled.run("invite", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
