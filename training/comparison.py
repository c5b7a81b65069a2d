"""Two scorers side by side on needs that no fit has seen: is the candidate better than the one in use?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.profiles import Need, Pool
from models.encoding.encoder import Encoder, EncoderIdentity
from models.encoding.vector_cache import VectorCache
from models.matcher import Limits, Matcher
from models.ranking.scoring import Scorer
from training.judged_needs import JudgedNeed, control_needs
from training.metrics import Estimate, difference, estimate
from training.pools import demo_pool, matcher_over

FIRST = 3  # what people look at

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """Shares of needs whose first three companies are right, and the difference need by need."""

    current: Estimate
    candidate: Estimate
    difference: Estimate
    num_needs: int

    @property
    def better(self) -> bool:
        """Whether the candidate's gain cannot be put down to chance: its whole interval is above zero."""
        return self.difference.low > 0

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "current": self.current.as_dict(),
            "candidate": self.candidate.as_dict(),
            "difference": self.difference.as_dict(),
            "better": self.better,
            "needs": self.num_needs,
        }


def compare_scorers(encoder: Encoder, cache: VectorCache, current: Scorer, candidate: Scorer) -> Comparison:
    """On the control needs over the demo pool."""
    needs = [*control_needs("choosing"), *control_needs("judging")]
    remembering = RememberingEncoder(encoder)
    with matcher_over(demo_pool(), remembering, cache, current) as matcher:
        other = Matcher(matcher.snapshot, remembering, candidate, matcher.places)
        return compared(matcher, other, needs)


def compared(current: Matcher, candidate: Matcher, needs: Sequence[JudgedNeed]) -> Comparison:
    """Asks both for every need."""
    before, after = right_firsts(current, needs), right_firsts(candidate, needs)
    return Comparison(estimate(before), estimate(after), difference(after, before), len(needs))


def right_firsts(matcher: Matcher, needs: Sequence[JudgedNeed]) -> Floats:
    """1.0 for each need whose first three proposed companies are right, else 0.0; shape (len(needs),)."""
    return np.array([need.is_right(_first(matcher, need)) for need in needs], dtype=np.float64)


def _first(matcher: Matcher, judged: JudgedNeed) -> list[str]:
    answer = matcher.suppliers(_asked(judged, matcher.snapshot.pool), Limits(limit=FIRST))
    return [found.company.code for found in answer.matches]


def _asked(judged: JudgedNeed, pool: Pool) -> Need:
    asker = next((company.id for company in pool.companies if company.code == judged.asker), None)
    return replace(judged.need, company_id=asker)


class RememberingEncoder:
    """Encodes each query once, however many scorers are asked about it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def identity(self) -> EncoderIdentity:
        """The encoder's own."""
        return self._encoder.identity

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width)."""
        unseen = [text for text in texts if text not in self._known]
        self._known.update(zip(unseen, self._encoder.encode_queries(unseen), strict=True))
        return np.stack([self._known[text] for text in texts])

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width)."""
        return self._encoder.encode_documents(texts)
