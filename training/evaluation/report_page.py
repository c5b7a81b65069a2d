"""The report as one page for people: every figure with its interval, every target with its verdict, plots."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from training.evaluation.benchmarks import MAIN, OURS
from training.evaluation.plots import bars, coverage_plot, reliability_plot
from training.evaluation.targets import EACH_TRAP, NEEDS, TRAPS
from training.metrics import MEASURES

TEMPLATES = Path(__file__).parent / "templates"
FAILURES = 40  # on the page; all of them stand in evaluation.json

TRADES = {
    "builders_and_services": "строители и услуги",
    "concrete_and_walls": "бетон и стены",
    "equipment_and_service": "оборудование и ремонт",
    "metal_and_pipes": "металл и трубы",
    "polymers_paint_wood": "полимеры, краски, дерево",
    "raw_materials": "сырьё",
    "nobody": "никто не подходит",
}


def report_page(figures: Mapping[str, Any]) -> str:
    """A whole HTML page that needs nothing from outside; texts of needs are escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"share": share, "estimate": interval}
    return environment.get_template("evaluation.html").render(
        figures=figures,
        needs=NEEDS,
        traps=TRAPS,
        trades=TRADES,
        measures=list(MEASURES),
        main=MAIN,
        ours=OURS,
        num_failures=FAILURES,
        plots=_plots(figures),
    )


def share(value: float | None) -> str:
    """«.813», «1.000», «−.020»; a dash where there is no figure."""
    if value is None:
        return "—"
    return f"{value:.3f}".replace("-", "−").replace("0.", ".") if abs(value) < 1 else f"{value:.3f}"


def interval(found: Mapping[str, Any] | None) -> str:
    """«.813 [.781; .845]»; a dash where nothing was measured."""
    if found is None or found["mean"] is None:
        return "—"
    return f"{share(found['mean'])} [{share(found['low'])}; {share(found['high'])}]"


def _plots(figures: Mapping[str, Any]) -> dict[str, Markup]:
    plots = {}
    for key in NEEDS:
        by_trap = figures[key]["by_trap"]
        plots[key] = bars({title: by_trap[t] for t, title in TRAPS.items() if t in by_trap}, EACH_TRAP)
    for name, systems in figures["benchmarks"].items():
        plots[name] = bars({system: found["measures"][MAIN] for system, found in systems.items()})
    if "calibration" in figures:
        plots["calibration"] = reliability_plot(figures["calibration"]["bins"])
    if "coverage" in figures:
        found = figures["coverage"]
        plots["coverage"] = coverage_plot(found["curve"], found["withdrawn_curve"], figures["scorer"]["fits"])
    return {name: Markup(svg) for name, svg in plots.items()}  # noqa: S704 our own plots
