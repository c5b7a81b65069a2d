"""Verdicts of staff as examples: exported pairs of need and offer, set into the demo pool to be ranked."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class _Pair:
    """One line of the file; its offer belongs to nobody yet."""

    need: Need
    offer: Offer
    suits: bool


def verdict_examples(
    path: Path, pool: Pool, encoder: Encoder, cache: VectorCache, scorer: Scorer
) -> list[Examples]:
    """One a need of the file, its place, kind and code included; only the pairs that staff judged."""
    # JSON Lines end with \n alone: other ends of lines may stand in the texts
    lines = path.read_text(encoding="utf-8").split("\n")
    judged: dict[Need, dict[Offer, bool]] = defaultdict(dict)
    for pair in (_pair(json.loads(line)) for line in lines if line.strip()):
        judged[pair.need][pair.offer] = pair.suits
    offers = list(dict.fromkeys(offer for labels in judged.values() for offer in labels))
    codes = {offer: f"verdict-{number}" for number, offer in enumerate(offers)}
    found = []
    with matcher_over(_with_offers(pool, codes), encoder, cache, scorer) as matcher:
        for need, labels in judged.items():
            suits = {codes[offer]: label for offer, label in labels.items()}
            pairs, features = matcher.supplier_features(need)
            kept = [i for i, pair in enumerate(pairs) if pair.company.code in suits]
            companies = tuple(pairs[i].company.code for i in kept)
            if kept:
                query = replace(JudgedNeed.of_text("", need.title), need=need)
                right = np.array([suits[code] for code in companies], dtype=bool)
                found.append(Examples(query, features[kept].astype(np.float64), right, companies))
    return found


def _pair(row: dict[str, Any]) -> _Pair:
    need = Need(title=str(row["need"]), kind=row.get("kind"), okpd2=row.get("okpd2"), place=row.get("place"))
    offer = Offer(
        id=0,
        company_id=0,
        kind=row.get("offer_kind") or "product",
        title=str(row["offer"]),
        okpd2=row.get("offer_okpd2"),
        provisional=bool(row.get("provisional")),
    )
    return _Pair(need, offer, bool(row["label"]))


def _with_offers(pool: Pool, codes: dict[Offer, str]) -> Pool:
    first = 1 + max((company.id for company in pool.companies), default=0)
    first_offer = 1 + max((offer.id for offer in pool.offers), default=0)
    companies, offers = [], []
    for number, (offer, code) in enumerate(codes.items()):
        companies.append(Company(id=first + number, code=code, name=code, status="prospect"))
        offers.append(replace(offer, id=first_offer + number, company_id=first + number))
    return Pool((*pool.companies, *companies), (*pool.offers, *offers), pool.needs, pool.revision)
