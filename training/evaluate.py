"""Judges the product: asks a service that it started, over HTTP; baselines come from the same channels."""

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.encoder import Encoder
from models.record_index import RecordIndex, Retrieved
from models.vector_cache import VectorCache
from training.benchmarks import Benchmark, read_benchmarks
from training.judged_needs import JudgedNeed, demo_judged_needs
from training.metrics import MEASURES, Run, difference, estimate, per_query
from training.running_service import Client, running_service

Figures = dict[str, Any]

BASELINES: dict[str, Callable[[Retrieved], Any]] = {
    "BM25": lambda found: found.words,
    "n-граммы": lambda found: found.ngrams,
    "энкодер": lambda found: found.meaning,
    "BM25 + энкодер": lambda found: found.words + found.meaning,
    "сумма трёх": lambda found: found.words + found.meaning + found.ngrams,
}


def evaluate(bench: Path | None, out: Path, encoder: Encoder, cache: VectorCache) -> Figures:
    """All figures, also written to `out`/evaluation.json."""
    figures: Figures = {"model": encoder.identity.as_dict(), "demo": judge_demo(), "benchmarks": {}}
    for benchmark in read_benchmarks(bench, "dev") if bench else ():
        figures["benchmarks"][benchmark.name] = judge_benchmark(benchmark, encoder, cache)
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    (out / "evaluation.json").write_text(text + "\n", encoding="utf-8")
    return figures


def judge_demo() -> Figures:
    """Share of judged needs whose first three companies hold a suitable one and no mistake, by trap."""
    judged = demo_judged_needs()
    with running_service(demo=True) as client:
        ids = _need_ids(client)
        answers = [_first_companies(client, {"need_id": ids[need.code]}, limit=3) for need in judged]
    right: dict[str, list[float]] = defaultdict(list)
    for need, first in zip(judged, answers, strict=True):
        for group in ("all", need.trap):
            right[group].append(float(need.is_right(first)))
    return {
        "headline": {group: _with_count(values) for group, values in right.items()},
        "first_three_hold_a_suitable_one": _with_count(_hits(judged, answers)),
    }


def judge_benchmark(benchmark: Benchmark, encoder: Encoder, cache: VectorCache) -> Figures:
    """Our answers against the baselines, by every measure, with paired differences."""
    with tempfile.TemporaryDirectory() as folder:
        files = _as_import(benchmark, Path(folder))
        with running_service(files) as client:
            ours = {
                id_: _companies(
                    client.post("/api/v1/suppliers/search", {"need": {"text": text}, "limit": 10})
                )
                for id_, text in benchmark.queries.items()
            }
    values = per_query(ours, benchmark.grades)
    figures: Figures = {"Связка": {name: estimate(v).as_dict() for name, v in values.items()}}
    for name, run in _baseline_runs(benchmark, encoder, cache).items():
        theirs = per_query(run, benchmark.grades)
        figures[name] = {measure: estimate(theirs[measure]).as_dict() for measure in MEASURES}
        gain = difference(values["nDCG@10"], theirs["nDCG@10"])
        figures[name]["Связка лучше на (nDCG@10)"] = gain.as_dict()
    return figures


def table(figures: Figures) -> str:
    """The figures as lines for people."""
    lines = ["Демонстрационный пул: доля верных троек"]
    for group, found in sorted(figures["demo"]["headline"].items()):
        lines.append(
            f"  {group:10} {found['mean']:.3f} [{found['low']:.3f}; {found['high']:.3f}]  n={found['n']}"
        )
    for name, systems in figures["benchmarks"].items():
        lines.append(name)
        for system, measures in systems.items():
            cells = "  ".join(f"{m} {measures[m]['mean']:.3f}" for m in MEASURES)
            lines.append(f"  {system:16} {cells}")
    return "\n".join(lines)


def _need_ids(client: Client) -> dict[str, int]:
    ids = {}
    for company in client.pages("/api/v1/companies", "companies"):
        for need in client.get(f"/api/v1/companies/{company['id']}")["needs"]:
            ids[need["code"]] = need["id"]
    return ids


def _first_companies(client: Client, body: dict[str, Any], limit: int) -> list[str]:
    answer = client.post("/api/v1/suppliers/search", body | {"limit": limit})
    return [found["company"]["code"] for found in answer["matches"]]


def _companies(answer: dict[str, Any]) -> list[str]:
    return [found["company"]["code"] for found in (*answer["matches"], *answer["near_misses"])]


def _hits(judged: Sequence[JudgedNeed], answers: Sequence[list[str]]) -> list[float]:
    pairs = zip(judged, answers, strict=True)
    return [float(bool(need.suits.intersection(first))) for need, first in pairs if need.suits]


def _with_count(values: list[float]) -> Figures:
    return estimate(np.array(values)).as_dict() | {"n": len(values)}


def _as_import(benchmark: Benchmark, folder: Path) -> list[Path]:
    companies, offers = folder / "companies.csv", folder / "offers.csv"
    codes = benchmark.documents
    _write_csv(companies, ["Код", "Название"], [[code, f"Компания {code}"] for code in codes])
    _write_csv(
        offers, ["Код", "Вид", "Наименование"], [[code, "товар", text] for code, text in codes.items()]
    )
    return [companies, offers]


def _write_csv(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])


def _baseline_runs(benchmark: Benchmark, encoder: Encoder, cache: VectorCache) -> dict[str, Run]:
    codes = list(benchmark.documents)
    texts = list(benchmark.documents.values())
    index = RecordIndex.build(texts, texts, cache.encode(texts))
    everything = np.arange(len(codes))
    runs: dict[str, dict[str, list[str]]] = {name: {} for name in BASELINES}
    vectors = encoder.encode_queries(list(benchmark.queries.values()))
    for (id_, text), vector in zip(benchmark.queries.items(), vectors, strict=True):
        found = index.retrieve(text, vector, everything, depth=len(codes))
        for name, score in BASELINES.items():
            order = np.argsort(-score(found), kind="stable")[:10]
            runs[name][id_] = [codes[found.rows[i]] for i in order]
    return runs  # type: ignore[return-value]
