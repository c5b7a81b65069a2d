"""Benchmarks on disk: queries, documents and graded judgements."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.text_folding import folded

SETS = ("need_to_catalogue", "item_to_producer", "item_to_section")


@dataclass(frozen=True)
class Benchmark:
    """A retrieval task; `grades[query_id][doc_id]` is 1 or more for a right document, absent for the rest."""

    name: str
    queries: dict[str, str]
    documents: dict[str, str]
    grades: dict[str, dict[str, int]]


def read_benchmarks(folder: Path, split: str) -> Iterator[Benchmark]:
    """The sets that are there, in a fixed order; queries without a judgement are left out."""
    for name in SETS:
        if (folder / name).is_dir():
            yield _read(folder / name, name, split)


def kept_from_encoder(text: str) -> bool:
    """One train query in five: the adapter of the encoder never sees it, the ranking is fitted on it.

    A ranking fitted on queries that the encoder has learnt by heart would trust the encoder too much.
    """
    return hashlib.sha256(folded(text).encode()).digest()[0] % 5 == 0


def _read(folder: Path, name: str, split: str) -> Benchmark:
    grades: dict[str, dict[str, int]] = {}
    lines = (folder / f"qrels_{split}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        query, document, grade = line.split("\t")
        grades.setdefault(query, {})[document] = int(grade)
    queries = _texts(folder / f"queries_{split}.jsonl")
    judged = {id_: text for id_, text in queries.items() if id_ in grades}
    return Benchmark(name, judged, _texts(folder / "docs.jsonl"), grades)


def _texts(path: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return {row["id"]: row["text"] for row in rows}
