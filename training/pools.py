"""Pools to train and judge on, and matchers over them: the product's own snapshot and pipeline."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.database import open_database
from data.demo_pool import load_demo
from data.profiles import Company, Offer, Pool
from data.references import okved2_names, places
from data.store.pool import load_pool
from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.matcher import Matcher
from models.ranking.scoring import Scorer
from models.snapshot import build_snapshot, load_snapshot
from training.benchmarks import Benchmark


def benchmark_pool(benchmark: Benchmark) -> Pool:
    """Each document as a company of its own with one offer; codes are the documents' ids."""
    companies = []
    offers = []
    for number, (code, text) in enumerate(benchmark.documents.items(), start=1):
        companies.append(Company(id=number, code=code, name=code, status="prospect"))
        offers.append(Offer(id=number, company_id=number, kind="product", title=text))
    return Pool(tuple(companies), tuple(offers))


def demo_pool() -> Pool:
    """The demo pool as an installation would hold it."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/demo.db", Path(folder))
        with database.changing("training", "demo") as session:
            load_demo(session)
        with database.reading() as session:
            pool = load_pool(session)
        database.close()
    return pool


@contextmanager
def matcher_over(pool: Pool, encoder: Encoder, cache: VectorCache, scorer: Scorer) -> Iterator[Matcher]:
    """The product's matcher on a snapshot of the pool."""
    with tempfile.TemporaryDirectory() as folder:
        build_snapshot(Path(folder), pool, encoder.identity, cache, okved2_names())
        yield Matcher(load_snapshot(Path(folder), encoder.identity), encoder, scorer, places())
