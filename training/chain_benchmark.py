"""Time of what stands on rankings: partners, the map of a large chain, the graph of a large pool."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import faiss

from data.references import okved2_names, places
from models.demands.graph import graph_of
from models.demands.rankings import Rankings
from models.matcher import Matcher
from models.ranking.scoring import Scorer
from models.snapshot import build_snapshot, load_snapshot
from training.large_pool import NgramEncoder, enlarged
from training.mailings import plan_mailing, pool_demands
from training.pools import demo_pool
from training.running_service import Client

PARTNERS_OF = 60  # companies that are asked about
SLOTS = 60
PRODUCTS = ("Газоблок", "Тротуарная плитка", "ЭППС", "Геомембрана")  # of the large chain, until it has SLOTS
LARGE_POOL = 2000  # companies
REPEATED = 15
MAILING = {
    "title": "Измерение",
    "manager_name": "Анна Петрова",
    "manager_phone": "+7 (3452) 00-00-00",
    "reply_to": "anna@klaster.example",
}

Figures = dict[str, Any]


def ask_chains(client: Client) -> Figures:
    """Over HTTP: medians in milliseconds, and the first time where it differs."""
    company_ids = [c["id"] for c in client.pages("/api/v1/companies", "companies")][:PARTNERS_OF]
    paths = [f"/api/v1/companies/{id_}/partners" for id_ in company_ids]
    _taken(client, f"{paths[0]}?direction=downstream")  # the graph is there from now on
    figures: Figures = {
        f"partners_{direction}": _median([_taken(client, f"{p}?direction={direction}") for p in paths])
        for direction in ("upstream", "downstream", "horizontal")
    }
    path = f"/api/v1/chains/{_large_chain(client)}/gaps"
    figures["gap_map_first"] = round(_taken(client, path), 1)
    figures["gap_map"] = _median([_taken(client, path) for _ in range(REPEATED)])
    began = time.perf_counter()
    client.post("/api/v1/mailings", MAILING)
    figures["mailing_plan"] = round(1000 * (time.perf_counter() - began), 1)
    for name in ("invitations", "niches"):
        figures[f"{name}_first"] = round(_taken(client, f"/api/v1/{name}"), 1)
        figures[name] = _median([_taken(client, f"/api/v1/{name}") for _ in range(REPEATED)])
    return figures


def rank_large_pool() -> Figures:
    """The whole graph of LARGE_POOL companies in one process, encoding left out; seconds."""
    faiss.omp_set_num_threads(1)
    encoder, pool = NgramEncoder(), enlarged(demo_pool(), LARGE_POOL)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build_snapshot(root, pool, encoder.identity, encoder, okved2_names())
        matcher = Matcher(load_snapshot(root, encoder.identity), encoder, Scorer.load(), places())
        pool = matcher.snapshot.pool
        began = time.perf_counter()
        demands = pool_demands(pool)
        graph = graph_of(Rankings(matcher), demands)
        seconds = time.perf_counter() - began
    return {
        "companies": len(pool.companies),
        "demands": len(demands),
        "links": len(graph.links),
        "offers": len(pool.offers),
        "seconds": round(seconds, 1),
        "mailing": plan_mailing(graph.links, pool),
    }


def _large_chain(client: Client) -> int:
    first, *more = PRODUCTS
    chain: Figures = client.post("/api/v1/chains", {"product": first, "include_optional": True})
    for product in more:
        project = {"chain_id": chain["id"], "product": product, "from_recipe": True, "include_optional": True}
        client.post("/api/v1/projects", project)
    slots = [s for p in client.get(f"/api/v1/chains/{chain['id']}")["projects"] for s in p["slots"]]
    if len(slots) < SLOTS:
        raise RuntimeError(f"the recipes give {len(slots)} slots, {SLOTS} are to be mapped")
    for slot in slots[SLOTS:]:
        client.delete(f"/api/v1/slots/{slot['id']}")
    return int(chain["id"])


def _taken(client: Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return 1000 * (time.perf_counter() - began)


def _median(taken: list[float]) -> float:
    return round(statistics.median(taken), 1)
