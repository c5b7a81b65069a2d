import csv

import pytest

from data.densities import density_of
from data.references import FOLDER
from data.text_folding import folded

with (FOLDER / "densities.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter=";"))
NAMES = [name.strip() for row in ROWS for name in row["words"].split(",")]


@pytest.mark.parametrize(
    ("title", "density"),
    [
        ("Песок речной мытый, Мк 1,6–1,9", 1.6),
        ("ЩПС С4 фр. 0–80", 1.7),
        ("Щебёночно-песчаная смесь", 1.7),
        ("Гравий керамзитовый фракции 5–10, М400", 0.45),
        ("Гравий фракции 5–20", 1.5),
        ("Бетон товарный М300", 2.4),
        ("Бетонная смесь", 2.4),
    ],
)
def test_a_bulk_good_has_the_density_of_its_longest_name(title, density):
    assert density_of(title) == density


@pytest.mark.parametrize(
    "title", ["Доставка песка", "Силос цемента", "Формы для бетона", "Смесь", "Плита", "", "—"]
)
def test_what_only_mentions_a_bulk_good_has_none(title):
    assert density_of(title) is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_a_density_is_one_of_a_bulk_good_and_says_what_it_rests_on(row):
    assert 0.05 < float(row["т/м³"]) < 3
    assert row["basis"] == "оценка" or row["basis"].startswith("ГОСТ ")


def test_every_name_stands_once_and_finds_its_own_row():
    assert len({folded(name) for name in NAMES}) == len(NAMES)
    own = {name.strip(): float(row["т/м³"]) for row in ROWS for name in row["words"].split(",")}
    assert {name: density_of(name) for name in NAMES} == own
