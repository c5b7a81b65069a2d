"""What of a board changes with the pool only: read once a revision."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from data.chains.profiles import Chain
from data.store.chains import contract_pairs, load_chains
from data.store.records import archived_ids
from data.tables.pool import CompanyRow, NeedRow, OfferRow


@dataclass(frozen=True)
class OfPool:
    """Chains, contracts, and ids of what is archived."""

    chains: tuple[Chain, ...]
    contracts: frozenset[tuple[int, int]]
    companies: frozenset[int]
    offers: frozenset[int]
    needs: frozenset[int]

    @classmethod
    def now(cls, session: Session) -> Self:
        """As the database has it."""
        return cls(
            load_chains(session),
            contract_pairs(session),
            archived_ids(session, CompanyRow),
            archived_ids(session, OfferRow),
            archived_ids(session, NeedRow),
        )
