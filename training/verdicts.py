"""Verdicts of staff as examples: exported pairs of need and offer, set into the demo pool to be ranked."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from data.profiles import Company, Need, Offer, Pool
from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.scoring import Scorer
from training.examples import Examples
from training.judged_needs import JudgedNeed
from training.pools import matcher_over


def verdict_examples(
    path: Path, pool: Pool, encoder: Encoder, cache: VectorCache, scorer: Scorer
) -> list[Examples]:
    """One a need of the file (JSON Lines: need, offer, label); only the pairs that staff judged."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_need: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_need[str(row["need"])].append(row)
    widened = _with_offers(pool, [str(row["offer"]) for row in rows])
    labels = {(str(row["need"]), str(row["offer"])): bool(row["label"]) for row in rows}
    found = []
    with matcher_over(widened, encoder, cache, scorer) as matcher:
        for text, judged in by_need.items():
            need = JudgedNeed.of_text("", text)
            need = replace(need, need=_need(text, judged[0]))
            pairs, features = matcher.supplier_features(need.need)
            kept = [i for i, pair in enumerate(pairs) if (text, pair.offer.title) in labels]
            suits = np.array([labels[text, pairs[i].offer.title] for i in kept], dtype=bool)
            codes = tuple(pairs[i].company.code for i in kept)
            if kept:
                found.append(Examples(need, features[kept].astype(np.float64), suits, codes))
    return found


def _need(text: str, row: dict[str, Any]) -> Need:
    return Need(title=text, kind=row.get("kind"), okpd2=row.get("okpd2"), place=row.get("place"))


def _with_offers(pool: Pool, texts: list[str]) -> Pool:
    first = 1 + max((company.id for company in pool.companies), default=0)
    first_offer = 1 + max((offer.id for offer in pool.offers), default=0)
    companies, offers = [], []
    for number, text in enumerate(dict.fromkeys(texts)):
        code = f"verdict-{number}"
        companies.append(Company(id=first + number, code=code, name=code, status="prospect"))
        offers.append(Offer(id=first_offer + number, company_id=first + number, kind="product", title=text))
    return Pool((*pool.companies, *companies), (*pool.offers, *offers), pool.needs, pool.revision)
