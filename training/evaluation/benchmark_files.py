"""A benchmark as files that the product's own import takes: each document a company with one offer."""

import csv
from collections.abc import Collection
from pathlib import Path

from training.benchmarks import Benchmark


def write_import(benchmark: Benchmark, folder: Path, withdrawn: Collection[str] = ()) -> list[Path]:
    """The files to import, in order; a company's code is its document's id, those withdrawn are left out.

    The files are named as sheets: a table of «01.11» and names alone would be taken for a classifier.
    """
    documents = {id_: text for id_, text in benchmark.documents.items() if id_ not in withdrawn}
    companies, offers = folder / "Компании.csv", folder / "Предложения.csv"
    _write(companies, ["Код", "Название"], [[id_, f"Компания {id_}"] for id_ in documents])
    rows = [[id_, "товар", text] for id_, text in documents.items()]
    _write(offers, ["Код", "Вид", "Наименование"], rows)
    return [companies, offers]


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
