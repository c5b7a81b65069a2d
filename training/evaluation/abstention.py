"""Abstention: with every right document taken out of the pool, the answer has to be that nobody suits."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.benchmarks import Benchmark
from training.evaluation.asking import Given, ask_texts
from training.evaluation.benchmark_files import write_import
from training.evaluation.coverage import FITS
from training.evaluation.product import Product
from training.metrics import estimate

Figures = dict[str, Any]

FOLDS = 5


@dataclass(frozen=True)
class Fold:
    """Documents to withdraw, and the queries all of whose right documents are among them."""

    documents: frozenset[str]
    queries: dict[str, str]


def withdrawal_folds(benchmark: Benchmark, count: int = FOLDS) -> list[Fold]:
    """Every query in one fold; documents that share a query stay together, the folds are about equal."""
    groups = sorted(_linked_queries(benchmark), key=len, reverse=True)
    folds: list[list[str]] = [[] for _ in range(count)]
    for group in groups:
        min(folds, key=len).extend(group)
    return [
        Fold(
            frozenset(document for id_ in ids for document in benchmark.grades[id_]),
            {id_: benchmark.queries[id_] for id_ in ids},
        )
        for ids in folds
        if ids
    ]


def ask_withdrawn(product: Product, benchmark: Benchmark, folds: int = FOLDS) -> dict[str, Given]:
    """What is answered to each query by a service whose pool has none of its right documents."""
    answers: dict[str, Given] = {}
    for fold in withdrawal_folds(benchmark, folds):
        with tempfile.TemporaryDirectory() as folder:
            files = write_import(benchmark, Path(folder), fold.documents)
            with product.serving(files) as client:
                answers |= ask_texts(client, fold.queries)
    return answers


def judge_abstention(withdrawn: Mapping[str, Given]) -> Figures:
    """Share of needs that are told nobody suits, and of those to whom somebody is said to fit."""
    nobody = [float(not given.matches) for given in withdrawn.values()]
    fits = [float(any(f.grade == FITS for f in given.matches)) for given in withdrawn.values()]
    return {
        "no_match": estimate(np.array(nobody)).as_dict() | {"n": len(nobody)},
        "wrong_fits": estimate(np.array(fits)).as_dict() | {"n": len(fits)},
    }


def wrong_when_withdrawn(withdrawn: Mapping[str, Given], thresholds: list[float]) -> list[Figures]:
    """Share of these needs to whom somebody would be said to fit, threshold by threshold."""
    best = np.array([max((f.probability for f in g.matches), default=0.0) for g in withdrawn.values()])
    return [{"threshold": t, "wrong": float((best >= t).mean())} for t in thresholds]


def _linked_queries(benchmark: Benchmark) -> list[list[str]]:
    """Groups of queries that a right document links, directly or through others."""
    groups: list[tuple[set[str], list[str]]] = []
    for id_ in benchmark.queries:
        documents, queries = set(benchmark.grades[id_]), [id_]
        apart = []
        for group in groups:
            if group[0] & documents:
                documents |= group[0]
                queries = group[1] + queries
            else:
                apart.append(group)
        groups = [*apart, (documents, queries)]
    return [queries for _, queries in groups]
