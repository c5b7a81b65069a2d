"""Pairs of texts that mean the same to the trade, to adapt the encoder with: train parts, classifiers.

A text that equals a dev query is left out, whatever source it comes from.
"""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.text_folding import folded
from training.benchmarks import Benchmark, read_benchmarks

MAX_DESCRIPTION = 300


@dataclass(frozen=True)
class TextPair:
    """Two texts of one class; pairs of one class never stand in the same batch."""

    left: str
    right: str
    group: str


def adaptation_pairs(bench: Path, corpus: Path) -> dict[str, list[TextPair]]:
    """Pairs by source."""
    judged = _dev_queries(bench)
    sources: dict[str, Iterator[TextPair]] = {
        f"train {benchmark.name}": _benchmark_pairs(benchmark)
        for benchmark in read_benchmarks(bench, "train")
    }
    sources["need and offer"] = _line_pairs(bench / "pairs_train.jsonl", "need", "offer")
    sources["market and official name"] = _line_pairs(bench / "labelled_train.jsonl", "text", "official_name")
    sources |= _classifier_sources(bench, corpus)
    return {
        name: [pair for pair in pairs if folded(pair.left) not in judged and pair.left != pair.right]
        for name, pairs in sources.items()
    }


def _dev_queries(bench: Path) -> frozenset[str]:
    return frozenset(
        folded(text) for benchmark in read_benchmarks(bench, "dev") for text in benchmark.queries.values()
    )


def _benchmark_pairs(benchmark: Benchmark) -> Iterator[TextPair]:
    for query, grades in benchmark.grades.items():
        for document, grade in grades.items():
            if grade == 2 and query in benchmark.queries:
                yield TextPair(benchmark.queries[query], benchmark.documents[document], document)


def _line_pairs(path: Path, left: str, right: str) -> Iterator[TextPair]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield TextPair(row[left], row[right], row["ksr"])


def _classifier_sources(bench: Path, corpus: Path) -> dict[str, Iterator[TextPair]]:
    resources = _rows(corpus / "ksr.csv.gz")
    activities = {row["code"]: _described(row) for row in _rows(corpus / "okved2.csv.gz")}
    products = {row["code"]: row["name"] for row in _rows(corpus / "okpd2.csv.gz")}
    sections = next(b.documents for b in read_benchmarks(bench, "train") if b.name == "item_to_section")
    # a resource's code is its product's code, then its place in the classifier of resources:
    # 23.65.12.190.01.1.01.02-0011-000 is product 23.65.12.190 in section 01.1.01
    parts = [(row["name"], row["code"].split(".")) for row in resources if row["code"].count(".") >= 7]
    by_section = ((name, ".".join(code[4:7])) for name, code in parts)
    by_activity = ((name, ".".join(code[:2])) for name, code in parts)
    by_product = ((name, ".".join(code[:4])) for name, code in parts)
    return {
        "resource and section": _looked_up(by_section, sections),
        "product and the activity that makes it": _looked_up(by_activity, activities),
        "resource and product": _looked_up(by_product, products),
        "code and parent": _looked_up(
            ((n, c[: c.rfind(".")]) for c, n in products.items() if "." in c), products
        ),
    }


def _looked_up(named: Iterator[tuple[str, str]], texts: dict[str, str]) -> Iterator[TextPair]:
    for name, code in named:
        if code in texts:
            yield TextPair(name, texts[code], code)


def _described(row: dict[str, str]) -> str:
    return f"{row['name']}. {' '.join(row['description'].split())[:MAX_DESCRIPTION]}"


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
