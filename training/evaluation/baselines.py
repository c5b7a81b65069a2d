"""Simple ways to match, made of the same channels with no learned weights: what the product has to beat."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.retrieval.record_index import Asked, RecordIndex, Retrieved
from training.benchmarks import Benchmark
from training.metrics import Run

DEPTH = 10

BASELINES: dict[str, Callable[[Retrieved], NDArray[np.float32]]] = {
    "BM25": lambda found: found.channels["words"],
    "TF-IDF букв": lambda found: found.channels["ngrams"],
    "энкодер": lambda found: found.channels["meaning"],
    "обученные n-граммы": lambda found: found.channels["trade"],
    "BM25 + энкодер": lambda found: found.channels["words"] + found.channels["meaning"],
    "BM25 + TF-IDF + энкодер": lambda found: (
        found.channels["words"] + found.channels["ngrams"] + found.channels["meaning"]
    ),
    "сумма всех каналов": lambda found: found.total(),
}


def baseline_runs(benchmark: Benchmark, encoder: Encoder, cache: VectorCache) -> dict[str, Run]:
    """The ten best documents of each query by each baseline."""
    codes, texts = list(benchmark.documents), list(benchmark.documents.values())
    index = RecordIndex.build(texts, texts, cache.encode)
    everything = np.arange(len(codes))
    runs: dict[str, dict[str, list[str]]] = {name: {} for name in BASELINES}
    vectors = encoder.encode_queries(list(benchmark.queries.values()))
    for (id_, text), vector in zip(benchmark.queries.items(), vectors, strict=True):
        found = index.retrieve(Asked.whole(text, vector), everything, depth=len(codes))
        for name, score in BASELINES.items():
            order = np.argsort(-score(found), kind="stable")[:DEPTH]
            runs[name][id_] = [codes[found.rows[i]] for i in order]
    return dict(runs)
