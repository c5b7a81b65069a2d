"""All of the evaluation: asks, judges, and leaves evaluation.json and evaluation.html."""

import json
import logging
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.encoding.encoder import load_encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.scoring import Scorer
from training.benchmarks import Benchmark, read_benchmarks
from training.evaluation.ablations import judge_ablations
from training.evaluation.abstention import ask_withdrawn, judge_abstention, wrong_when_withdrawn
from training.evaluation.asking import Given
from training.evaluation.baselines import baseline_runs
from training.evaluation.benchmarks import ask_benchmark, judge_rankings, ranking_of
from training.evaluation.calibration import judge_calibration
from training.evaluation.coverage import judge_coverage, judge_fits
from training.evaluation.demo import judge_demo
from training.evaluation.mailing import judge_mailing
from training.evaluation.product import Product
from training.evaluation.report_page import interval, report_page
from training.evaluation.targets import CATALOGUE, FITS_PRECISION, judged_targets

log = logging.getLogger(__name__)

Figures = dict[str, Any]


@dataclass(frozen=True)
class Assignment:
    """What to judge on; `bare` is where the encoder without the adapter is kept."""

    bench: Path | None
    ablations: bool
    bare: Path


def evaluate(product: Product, assignment: Assignment, out: Path) -> Figures:
    """All figures, also written to `out`."""
    encoder = load_encoder(product.encoder, threads=1)
    scorer = Scorer.load(product.scorer)
    thresholds = {"fits": scorer.fits, "shown": scorer.shown, "near_best": scorer.near_best}
    figures: Figures = {"model": encoder.identity.as_dict(), "scorer": thresholds}
    log.info("Потребности демо и контрольные")
    with product.over_demo() as installation, installation.serving() as client:
        figures |= judge_demo(client)
    log.info("Рассылка: общий план против списков каждому")
    figures["mailing"] = judge_mailing(encoder, VectorCache(product.vectors, encoder), scorer)
    found = {b.name: b for b in read_benchmarks(assignment.bench, "dev")} if assignment.bench else {}
    cache = VectorCache(product.vectors, encoder)
    figures["benchmarks"] = {}
    for name, benchmark in found.items():
        log.info("Набор %s", name)
        answers = ask_benchmark(product, benchmark)
        baselines = baseline_runs(benchmark, encoder, cache)
        figures["benchmarks"][name] = judge_rankings(ranking_of(answers), baselines, benchmark.grades)
        if name == CATALOGUE:
            figures |= _judge_decisions(product, benchmark, answers)
    if assignment.ablations and assignment.bench and CATALOGUE in found:
        log.info("Абляции")
        figures["ablations"] = judge_ablations(product, assignment.bench, found[CATALOGUE], assignment.bare)
    figures = _plain(figures) | {"skipped": _skipped(figures)}
    figures["targets"] = judged_targets(figures)
    _write(figures, out)
    return figures


def summary(figures: Figures) -> str:
    """The targets as lines for people."""
    lines = [
        f"{target['title']:70} {interval(target['found']):22} {target['verdict']}"
        for target in figures["targets"]
    ]
    return "\n".join([*(f"ПРОПУЩЕНО: {line}" for line in figures["skipped"]), *lines])


def _judge_decisions(product: Product, benchmark: Benchmark, answers: dict[str, Given]) -> Figures:
    log.info("Воздержание: верные документы изъяты")
    withdrawn = ask_withdrawn(product, benchmark)
    coverage = judge_coverage(answers, benchmark.grades, FITS_PRECISION)
    thresholds = [point["threshold"] for point in coverage["curve"]]
    return {
        "calibration": judge_calibration(answers, benchmark.grades),
        "fits": judge_fits(answers, benchmark.grades),
        "coverage": coverage | {"withdrawn_curve": wrong_when_withdrawn(withdrawn, thresholds)},
        "abstention": judge_abstention(withdrawn),
    }


def _skipped(figures: Figures) -> list[str]:
    skipped = []
    if CATALOGUE not in figures["benchmarks"]:
        skipped.append("наборы: папки нет, судим только по потребностям демо и контрольным")
    if "ablations" not in figures:
        skipped.append("абляции: их просят отдельно, make evaluate ABLATIONS=1, и им нужен need_to_catalogue")
    return skipped


def _plain(value: Any) -> Any:
    """The same with None for NaN, which is no JSON: a figure of nothing."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _write(figures: Figures, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    (out / "evaluation.json").write_text(text + "\n", encoding="utf-8")
    (out / "evaluation.html").write_text(report_page(figures), encoding="utf-8")
