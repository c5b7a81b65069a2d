"""Pairs of texts that mean the same to the trade, to adapt the encoder with: train parts, classifiers.

A text that equals a dev query, or a train query kept for the ranking, is left out, whatever its source.
"""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from data.text_folding import folded
from training.benchmarks import Benchmark, kept_from_encoder, read_benchmarks

EVERYDAY_NEEDS = Path(__file__).parent / "everyday_needs"
MAX_DESCRIPTION = 300
MIN_LISTED = 12  # characters; shorter lines list nothing


@dataclass(frozen=True)
class TextPair:
    """Two texts of one class; pairs of one class never stand in the same batch.

    `wrong` is a text that looks right and is not; empty where nobody wrote one.
    """

    left: str
    right: str
    group: str
    wrong: str = ""


def adaptation_pairs(bench: Path, corpus: Path) -> dict[str, list[TextPair]]:
    """Pairs by source."""
    unseen = _unseen_queries(bench)
    sources: dict[str, Iterator[TextPair]] = {
        f"train {benchmark.name}": _benchmark_pairs(benchmark)
        for benchmark in read_benchmarks(bench, "train")
    }
    sources["need and offer"] = _line_pairs(bench / "pairs_train.jsonl", "need", "offer")
    sources["everyday need and offer"] = (p for p in everyday_pairs() if not kept_for_trial(p.left))
    sources["market and official name"] = _line_pairs(bench / "labelled_train.jsonl", "text", "official_name")
    sources |= _classifier_sources(bench, corpus)
    return {
        name: [
            pair
            for pair in (replace(p, right=_without_lines(p.right, unseen)) for p in pairs)
            if pair.right and pair.left != pair.right and not unseen & {folded(pair.left), folded(pair.right)}
        ]
        for name, pairs in sources.items()
    }


def everyday_pairs(folder: Path = EVERYDAY_NEEDS) -> Iterator[TextPair]:
    """Needs told by their trouble or purpose, each with offers that meet it and offers that only seem to."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").strip().split("\n"), start=1):
            row = json.loads(line)
            for right, wrong in zip(row["offers"], cycle(row["not"])):
                yield TextPair(row["need"], right, f"{path.stem} {number}", wrong)


def _without_lines(text: str, unseen: frozenset[str]) -> str:
    """A catalogue's lines but for those that are a query nobody may have seen."""
    lines = text.split("; ")
    kept = [line for line in lines if folded(line) not in unseen]
    return text if len(kept) == len(lines) else "; ".join(kept)


def kept_for_trial(need: str) -> bool:
    """One everyday need in ten: no training sees it, a trial of encoders asks it."""
    return hashlib.sha256(need.encode()).digest()[0] % 10 == 0


def _unseen_queries(bench: Path) -> frozenset[str]:
    dev = (text for b in read_benchmarks(bench, "dev") for text in b.queries.values())
    train = (text for b in read_benchmarks(bench, "train") for text in b.queries.values())
    return frozenset(folded(text) for text in (*dev, *filter(kept_from_encoder, train)))


def _benchmark_pairs(benchmark: Benchmark) -> Iterator[TextPair]:
    for query, grades in benchmark.grades.items():
        for document, grade in grades.items():
            if grade == 2 and query in benchmark.queries:
                yield TextPair(benchmark.queries[query], benchmark.documents[document], document)


def _line_pairs(path: Path, left: str, right: str) -> Iterator[TextPair]:
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        yield TextPair(row[left], row[right], row["ksr"])


def _classifier_sources(bench: Path, corpus: Path) -> dict[str, Iterator[TextPair]]:
    resources = _rows(corpus / "ksr.csv.gz")
    activities = {row["code"]: _described(row) for row in _rows(corpus / "okved2.csv.gz")}
    products = {row["code"]: row["name"] for row in _rows(corpus / "okpd2.csv.gz")}
    described = [*_rows(corpus / "okved2.csv.gz"), *_rows(corpus / "okpd2.csv.gz")]
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
        "code and what it lists": (pair for row in described for pair in _listed_pairs(row)),
        "section and what it lists": (
            TextPair(item, text, code) for code, text in sections.items() for item in text.split("; ")
        ),
    }


def _listed_pairs(row: dict[str, str]) -> Iterator[TextPair]:
    for line in row["description"].splitlines():
        if line.startswith("- ") and len(line) > MIN_LISTED:
            yield TextPair(line[2:].rstrip(";. "), row["name"], row["code"])


def _looked_up(named: Iterator[tuple[str, str]], texts: dict[str, str]) -> Iterator[TextPair]:
    for name, code in named:
        if code in texts:
            yield TextPair(name, texts[code], code)


def _described(row: dict[str, str]) -> str:
    return f"{row['name']}. {' '.join(row['description'].split())[:MAX_DESCRIPTION]}"


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
