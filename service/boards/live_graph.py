"""The graph of the whole pool, kept until the pool, its chains or its inputs change."""

import threading
import time
from collections.abc import Callable, Hashable

from models.demands.demand import Demand
from models.demands.graph import Graph, graph_of
from models.demands.rankings import Rankings

PAUSE_SECONDS = 0.002  # between demands that are ranked ahead: whoever asks meanwhile goes first

Demands = Callable[[], list[Demand]]
Wanted = Callable[[], bool]
Keep = Callable[[Rankings], None]
Told = Callable[[int, int], None]


class LiveGraph:
    """While a new one is ranked ahead, the one before answers; `keep` gets what all of it was ranked by."""

    def __init__(self, keep: Keep = lambda rankings: None) -> None:
        self._keep = keep
        self._building = threading.Lock()
        self._graph: Graph | None = None
        self._of: Hashable = None

    def current(self, of: Hashable, rankings: Rankings, demands: Demands) -> Graph:
        """The graph of that state; built when it is stale, unless somebody is just ranking ahead."""
        graph = self._graph
        if graph and (self._of == of or self._building.locked()):
            return graph
        with self._building:
            return self._built(of, rankings, demands)

    def warm(
        self, of: Hashable, rankings: Rankings, demands: Demands, still_wanted: Wanted, told: Told
    ) -> None:
        """Ranks everything ahead, with pauses; gives up when the state is no longer wanted.

        `told` hears how many are ranked, of how many.
        """
        with self._building:
            wanted = demands()
            for done, demand in enumerate(wanted):
                told(done, len(wanted))
                if not still_wanted():
                    return
                rankings.rank(demand.need)
                time.sleep(PAUSE_SECONDS)
            self._built(of, rankings, demands)

    def _built(self, of: Hashable, rankings: Rankings, demands: Demands) -> Graph:
        if self._graph is None or self._of != of:
            self._graph, self._of = graph_of(rankings, demands()), of
            self._keep(rankings)
        return self._graph
