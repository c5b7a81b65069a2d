"""Mailings outside of a service: of a pool's links, and of worlds made at random."""

import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from data.profiles import Pool
from models.demands.asked import input_demands, need_demands, slot_demands
from models.demands.demand import Demand
from models.demands.graph import Link
from models.digests.figures import figures
from models.digests.item import Item
from models.digests.limits import Limits
from models.digests.lists import own_lists
from models.digests.plan import plan
from models.digests.proposals import Proposal, Rules, planned, proposals

STATUSES = frozenset({"member", "joining"})
READERS, NAMED, SHARE, TOPICS = 80, 120, 0.2, 3  # of a random world

Figures = dict[str, Any]


def pool_demands(pool: Pool) -> list[Demand]:
    """Everything that is asked for in the pool."""
    slots = slot_demands(pool.chains, pool.company_by_id)
    return [*need_demands(pool), *slots, *input_demands(pool, {})]


def first_mailing(links: Iterable[Link], pool: Pool) -> list[Proposal]:
    """What could be told if every company of the cluster consented and nothing had been told yet."""
    cluster = {company.id for company in pool.companies if company.status in STATUSES}
    rules = Rules(
        readers=cluster,
        shows_company=lambda _reader, company: company in cluster,
        shows_need=lambda _reader, need: need.visibility == "cluster",
        open_slots={slot.id for chain in pool.chains for slot in chain.slots if slot.state == "open"},
    )
    return proposals(links, rules)


def compared(items: list[Item], limits: Limits | None = None) -> Figures:
    """The joint plan beside what other systems send: the best of each reader's own list."""
    bounds, could = limits or Limits(), {item.named for item in items}
    ways = {"joint": plan(items, bounds).letters, "own_lists": own_lists(items, bounds)}
    return {name: asdict(figures(letters, could, bounds)) for name, letters in ways.items()}


def plan_mailing(links: Iterable[Link], pool: Pool) -> Figures:
    """The joint plan of everything at once; seconds."""
    began = time.perf_counter()
    found = first_mailing(links, pool)
    gathered = time.perf_counter()
    best = planned(found, Limits()).plan
    return {
        "proposals": len(found),
        "letters": len(best.letters),
        "items": len(best.items),
        "gap": best.gap,
        "gather_seconds": round(gathered - began, 2),
        "plan_seconds": round(time.perf_counter() - gathered, 2),
    }


def random_world(seed: int) -> list[Item]:
    """Readers who could be told of a fifth of all companies each; some companies suit nearly everybody."""
    chance = np.random.default_rng(seed)
    appeal = chance.pareto(1.5, NAMED) + 0.2
    items = []
    for reader in range(READERS):
        for named in np.flatnonzero(chance.random(NAMED) < SHARE):
            suits = float(chance.beta(2, 2) * appeal[named] / (1 + appeal[named]))
            topic = f"need:{reader}-{chance.integers(TOPICS)}"
            items.append(Item(reader, f"company:{named}", "supplier", topic, suits))
    return items
