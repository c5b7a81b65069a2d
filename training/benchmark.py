"""Speed and memory of the product on the demo pool: one server process, asked over HTTP, one run."""

import json
import re
import statistics
import time
from pathlib import Path
from typing import Any

from training.chain_benchmark import ask_chains, rank_large_pool
from training.judged_needs import demo_judged_needs
from training.mail_benchmark import send_mailings
from training.portal_benchmark import ask_as_portals, told
from training.running_service import Client, running_service
from training.workplace_benchmark import ask_pages, draw_pages

WARM_UP = 10
NEEDS = 150
STEPS = ("encode", "retrieve", "rank", "explain")

Figures = dict[str, Any]


def benchmark(out: Path) -> Figures:
    """All figures, also written to `out`/benchmark.json."""
    began = time.perf_counter()
    with running_service(demo=True) as client:
        figures: Figures = {"start_with_cold_build_seconds": round(time.perf_counter() - began, 1)}
        figures |= _search(client)
        figures["rebuild_after_one_change_seconds"] = _rebuild(client)
        figures["portals_ms"] = ask_as_portals(client)
        figures["chains_ms"] = ask_chains(client)
        figures["pages_ms"] = ask_pages(client)
        figures["drawn_ms"] = draw_pages(client)
        figures["memory_mb"] = _memory_mb(client.process_id)
    figures["large_graph"] = rank_large_pool()
    figures["letters"] = send_mailings()
    out.mkdir(parents=True, exist_ok=True)
    (out / "benchmark.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return figures


def table(figures: Figures) -> str:
    """The figures as lines for people."""
    lines = [f"{name:40} {figures['search_ms'][name]:8.1f} мс" for name in (*STEPS, "total", "http_median")]
    lines.append(f"{'построение после одной правки':40} {figures['rebuild_after_one_change_seconds']:8.2f} с")
    lines.append(f"{'запуск с построением с нуля':40} {figures['start_with_cold_build_seconds']:8.1f} с")
    lines.append(f"{'память сервера':40} {figures['memory_mb']:8.0f} МБ")
    lines += [f"{name:40} {taken:8.1f} мс" for name, taken in figures["chains_ms"].items()]
    lines += [f"{name:40} {taken:8.1f} мс" for name, taken in told(figures["portals_ms"]).items()]
    lines += [f"{'страница ' + name:40} {taken:8.1f} мс" for name, taken in figures["pages_ms"].items()]
    lines += [f"{'нарисована ' + name:40} {taken:8.1f} мс" for name, taken in figures["drawn_ms"].items()]
    graph = figures["large_graph"]
    lines.append(f"{'граф пула, компаний ' + str(graph['companies']):40} {graph['seconds']:8.1f} с")
    mailing = graph["mailing"]
    taken = mailing["gather_seconds"] + mailing["plan_seconds"]
    lines.append(f"{'план рассылки, писем ' + str(mailing['letters']):40} {taken:8.1f} с")
    for count, sent in figures["letters"].items():
        lines.append(f"{'рассылка, писем написано и ушло ' + count:40} {sent['seconds']:8.1f} с")
        lines.append(f"{'то же, память':40} {sent['peak_mb']:8.0f} МБ")
    return "\n".join(lines)


def _search(client: Client) -> Figures:
    texts = [f"{judged.need.title}. {judged.need.description}" for judged in demo_judged_needs()]
    for text in texts[:WARM_UP]:
        client.post("/api/v1/suppliers/search", {"need": {"text": text}})
    before = _steps(client)
    taken = []
    for text in texts[WARM_UP : WARM_UP + NEEDS]:
        began = time.perf_counter()
        client.post("/api/v1/suppliers/search", {"need": {"text": text}})
        taken.append(1000 * (time.perf_counter() - began))
    steps = {step: 1000 * (_steps(client)[step] - before[step]) / len(taken) for step in STEPS}
    total = sum(steps.values())
    figures = steps | {"total": total, "http_median": statistics.median(taken)}
    return {"search_ms": {name: round(value, 2) for name, value in figures.items()}}


def _steps(client: Client) -> dict[str, float]:
    text = client.text("/metrics")
    sums = re.findall(r'svyazka_search_step_seconds_sum\{step="(\w+)"\} (\S+)', text)
    return {step: float(seconds) for step, seconds in sums}


def _rebuild(client: Client) -> float:
    company = next(c for c in client.pages("/api/v1/companies", "companies") if c["status"] == "member")
    before = client.get("/readyz")["snapshot"]
    began = time.perf_counter()
    client.post(
        "/api/v1/offers", {"company_id": company["id"], "title": "Геосинтетические маты бентонитовые"}
    )
    while client.get("/readyz")["snapshot"] == before:
        time.sleep(0.02)
    return round(time.perf_counter() - began, 2)


def _memory_mb(process_id: int) -> float:
    # the server and its worker; Linux only
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return sum(_proportional_mb(int(id_)) for id_ in [str(process_id), *children])


def _proportional_mb(process_id: int) -> float:
    # memory that the server and its worker share counts once
    rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    found = re.search(r"Pss:\s+(\d+) kB", rollup)
    return int(found.group(1)) / 1024 if found else 0.0
