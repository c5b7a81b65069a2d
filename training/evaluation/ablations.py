"""Ablations: the same product with a scorer that lacks some features, or with an encoder without the adapter.

The 120 candidates of a search are still gathered by all channels: what is taken away is a channel's say in
the ranking. Judged on one benchmark and on the needs of the controls, which no fit has seen.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from models.encoding.encoder import load_encoder
from models.encoding.vector_cache import VectorCache
from training.benchmarks import Benchmark
from training.evaluation.ablated_scorers import (
    ABLATIONS,
    PLAIN_SUM,
    plain_sum,
    refitted,
    write_scorer,
)
from training.evaluation.asking import Given, ask_free, ask_texts
from training.evaluation.bare_encoder import bare_encoder
from training.evaluation.benchmark_files import write_import
from training.evaluation.benchmarks import MAIN, ranking_of
from training.evaluation.demo import CONTROLS, rightness
from training.evaluation.product import Product
from training.fit_scorer import collect
from training.judged_needs import control_needs
from training.metrics import difference, estimate, per_query
from training.running_service import Installation

Figures = dict[str, Any]

WHOLE = "Связка"
NO_ADAPTER = "без адаптера"


@dataclass(frozen=True)
class Answers:
    """What one variant answered to the benchmark's queries and to the controls."""

    queries: dict[str, Given]
    controls: list[Given]


def judge_ablations(product: Product, bench: Path, benchmark: Benchmark, bare: Path) -> Figures:
    """Each variant's figures, and by how much all features, fitted the same way, are better."""
    with tempfile.TemporaryDirectory() as name:
        scorers = _scorers(product, bench, Path(name))
        variants = {WHOLE: product.scorer} | scorers
        answers = _asked(product, benchmark, variants)
        _check_scorers_were_read(answers)
        built = bare_encoder(bare)
        if built:
            without = replace(product, encoder=str(built))
            refitted_for_it = _scorers(without, bench, Path(name), only=next(iter(ABLATIONS)))
            (found,) = _asked(without, benchmark, refitted_for_it).values()
            answers[NO_ADAPTER] = found
    return _figures(answers, benchmark)


def _scorers(product: Product, bench: Path, folder: Path, only: str | None = None) -> dict[str, Path]:
    encoder = load_encoder(product.encoder, threads=1)
    collected = collect(encoder, VectorCache(product.vectors, encoder), bench, None)
    made = {
        name: refitted(collected.without(dropped))
        for name, dropped in ABLATIONS.items()
        if only in (None, name)
    }
    if only is None:
        made[PLAIN_SUM] = plain_sum(collected)
    prefix = encoder.identity.sha256[:8]
    return {
        name: write_scorer(values, folder / f"{prefix}-{number}.json")
        for number, (name, values) in enumerate(made.items())
    }


def _asked(product: Product, benchmark: Benchmark, scorers: Mapping[str, Path]) -> dict[str, Answers]:
    with (
        tempfile.TemporaryDirectory() as folder,
        product.over(write_import(benchmark, Path(folder))) as catalogue,
        product.over_demo() as demo,
    ):
        return {name: _answers(catalogue, demo, benchmark, scorer) for name, scorer in scorers.items()}


def _answers(catalogue: Installation, demo: Installation, benchmark: Benchmark, scorer: Path) -> Answers:
    settings = {"SCORER": str(scorer.resolve())}
    with catalogue.serving(settings) as client:
        queries = ask_texts(client, benchmark.queries)
    with demo.serving(settings) as client:
        return Answers(queries, [g for name in CONTROLS for g in ask_free(client, control_needs(name))])


def _check_scorers_were_read(answers: Mapping[str, Answers]) -> None:
    if answers[PLAIN_SUM] == answers[WHOLE]:
        raise RuntimeError("a service with another SCORER answers the same: does it read the setting?")


def _figures(answers: Mapping[str, Answers], benchmark: Benchmark) -> Figures:
    judged = [need for name in CONTROLS for need in control_needs(name)]
    values = {
        name: {
            "ndcg": per_query(ranking_of(found.queries), benchmark.grades)[MAIN],
            "headline": np.array(rightness(judged, found.controls)),
        }
        for name, found in answers.items()
    }
    full = values[next(iter(ABLATIONS))]
    return {
        name: {
            measure: estimate(of_each).as_dict()
            | {"full_better_by": difference(full[measure], of_each).as_dict()}
            for measure, of_each in measures.items()
        }
        for name, measures in values.items()
    }
