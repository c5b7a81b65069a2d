"""A pool of thousands of companies for measuring time: the demo pool many times over, no text twice."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.profiles import Company, Need, Offer, Pool
from models.encoding.encoder import EncoderIdentity
from models.retrieval.learned_ngrams import shipped, shipped_sha256


def enlarged(pool: Pool, num_companies: int) -> Pool:
    """Copies of the pool's companies with their offers and needs, until there are so many; chains once.

    Copies are sized and graded otherwise («серия 3»), so that no cache of texts knows them.
    """
    copies = range(-(-num_companies // len(pool.companies)))
    companies = [_company(c, k, pool) for k in copies for c in pool.companies][:num_companies]
    kept = {company.id for company in companies}
    offers = [_offer(o, k, pool) for k in copies for o in pool.offers]
    needs = [_need(n, k, pool) for k in copies for n in pool.needs]
    return Pool(
        tuple(companies),
        tuple(o for o in offers if o.company_id in kept),
        tuple(n for n in needs if n.company_id in kept),
        chains=pool.chains,
    )


class NgramEncoder:
    """Stands in for the encoder where only what comes after it is timed: learned n-grams cost nothing."""

    identity = EncoderIdentity("learned n-grams", shipped_sha256(), "", "", 128)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (len(texts), 128)."""
        return shipped().encode(texts)

    encode_documents = encode_queries
    encode = encode_queries  # as the vector cache calls it


def _company(company: Company, copy: int, pool: Pool) -> Company:
    id_ = _id(company.id, copy, pool)
    return replace(company, id=id_, code=f"{company.code}-{copy}", name=f"{company.name} {copy}")


def _offer(offer: Offer, copy: int, pool: Pool) -> Offer:
    company_id = _id(offer.company_id, copy, pool)
    title, description = _varied(offer, copy)
    id_ = offer.id * 100 + copy
    return replace(offer, id=id_, company_id=company_id, title=title, description=description)


def _need(need: Need, copy: int, pool: Pool) -> Need:
    company_id = _id(need.company_id or 0, copy, pool)
    title, description = _varied(need, copy)
    id_ = (need.id or 0) * 100 + copy
    return replace(need, id=id_, company_id=company_id, title=title, description=description)


def _id(id_: int, copy: int, pool: Pool) -> int:
    return id_ + copy * (1 + max(pool.company_by_id))


def _varied(record: Offer | Need, copy: int) -> tuple[str, str]:
    if not copy:
        return record.title, record.description
    return f"{record.title}, серия {copy}", f"{record.description} Серия {copy}."
