"""Benchmarks asked over HTTP: the product's rankings beside those of the baselines."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.benchmarks import Benchmark
from training.evaluation.asking import Given, ask_texts
from training.evaluation.benchmark_files import write_import
from training.evaluation.product import Product
from training.metrics import MEASURES, Run, difference, estimate, per_query

Figures = dict[str, Any]

OURS = "Связка"
MAIN = "nDCG@10"


def ask_benchmark(product: Product, benchmark: Benchmark) -> dict[str, Given]:
    """What a service over the benchmark's documents answers to each query.

    Raises RuntimeError when it finds nothing for any of them: the documents did not get in.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        product.serving(write_import(benchmark, Path(folder))) as client,
    ):
        answers = ask_texts(client, benchmark.queries)
    if not any(given.ranking for given in answers.values()):
        raise RuntimeError(f"{benchmark.name}: nothing found for any query")
    return answers


def ranking_of(answers: Mapping[str, Given]) -> Run:
    """Documents of each query, best first."""
    return {id_: given.ranking for id_, given in answers.items()}


def judge_rankings(ours: Run, others: Mapping[str, Run], grades: Mapping[str, Mapping[str, int]]) -> Figures:
    """Every measure of every system; of the others also by how much ours is better, query by query."""
    values = per_query(ours, grades)
    figures: Figures = {OURS: {"measures": {m: estimate(values[m]).as_dict() for m in MEASURES}}}
    for name, run in others.items():
        theirs = per_query(run, grades)
        figures[name] = {
            "measures": {m: estimate(theirs[m]).as_dict() for m in MEASURES},
            "ours_better_by": {m: difference(values[m], theirs[m]).as_dict() for m in MEASURES},
        }
    return figures
