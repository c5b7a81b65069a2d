"""The joint plan of a mailing against the best of each recipient's own list."""

from typing import Any

import numpy as np

from models.demands.graph import graph_of
from models.demands.rankings import Rankings
from models.digests.limits import Limits
from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.scoring import Scorer
from training.mailings import compared, first_mailing, pool_demands, random_world
from training.pools import demo_pool, matcher_over

WORLDS = 20
MEASURES = ("letters", "items", "value", "useful", "gini", "unseen", "crowded", "most_named")

Figures = dict[str, Any]


def judge_mailing(encoder: Encoder, cache: VectorCache, scorer: Scorer) -> Figures:
    """Of the demo pool and, as means, of worlds made at random."""
    with matcher_over(demo_pool(), encoder, cache, scorer) as matcher:
        pool = matcher.snapshot.pool
        graph = graph_of(Rankings(matcher), pool_demands(pool))
        demo = compared([one.item for one in first_mailing(graph.links, pool)])
    return {"demo": demo, "random": random_worlds(), "limits": vars(Limits())}


def random_worlds() -> Figures:
    """Means over WORLDS seeds."""
    # one letter holds three proposals, all of suppliers: kinds and topics are not what is compared
    found = [compared(random_world(seed), Limits(items=3, letters=3)) for seed in range(WORLDS)]
    return {
        way: {name: round(float(np.mean([one[way][name] for one in found])), 3) for name in MEASURES}
        for way in ("joint", "own_lists")
    }
