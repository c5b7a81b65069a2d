"""Plots of the report as SVG text, to stand inside of the page."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Figures = Mapping[str, Any]

BLUE, GREY, RED = "#2b5fa8", "#8a8f98", "#b3372f"
# text stays text, and the same figures give the same file
STYLE: Any = {"svg.fonttype": "none", "svg.hashsalt": "svyazka", "font.family": "sans-serif", "font.size": 9}


@mpl.rc_context(STYLE)
def bars(rows: Mapping[str, Figures], bound: float | None = None) -> str:
    """Shares with their intervals, first row on top; a dashed line where the target is."""
    figure, axes = _axes(6.4, 0.6 + 0.32 * len(rows))
    means = [row["mean"] for row in rows.values()]
    errors = [
        [row["mean"] - row["low"] for row in rows.values()],
        [row["high"] - row["mean"] for row in rows.values()],
    ]
    axes.barh(range(len(rows)), means, color=BLUE, height=0.6)
    axes.errorbar(means, range(len(rows)), xerr=errors, fmt="none", ecolor="black", elinewidth=1, capsize=2)
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    if bound is not None:
        axes.axvline(bound, color=RED, linestyle="--", linewidth=1)
    return _svg(figure)


@mpl.rc_context(STYLE)
def reliability_plot(bins: Sequence[Figures]) -> str:
    """What was said against what was so; on the diagonal they agree."""
    figure, axes = _axes(4.2, 4.0)
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
    axes.plot([b["probability"] for b in bins], [b["right"] for b in bins], "o-", color=BLUE, markersize=4)
    _named(axes, "сказанная вероятность", "доля подходящих")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return _svg(figure)


@mpl.rc_context(STYLE)
def coverage_plot(curve: Sequence[Figures], withdrawn: Sequence[Figures], threshold: float) -> str:
    """Wrong first companies against the share of needs that get one; the chosen threshold is marked.

    `withdrawn` has the share of needs that get somebody though nobody suits, at the same thresholds.
    """
    figure, axes = _axes(5.6, 3.8)
    covered = [point["coverage"] for point in curve]
    axes.plot(covered, [point["wrong"] for point in curve], color=BLUE, label="ошибочных среди предложенных")
    wrong = [point["wrong"] for point in withdrawn]
    axes.plot(covered, wrong, color=RED, linestyle="-.", label="предложено, когда верное изъято")
    kept = [point for point in curve if point["threshold"] >= threshold]
    if kept:
        axes.plot(kept[-1]["coverage"], kept[-1]["wrong"], "o", color="black", label=f"порог {threshold:.3f}")
    _named(axes, "доля потребностей, которым предложено", "доля ошибок")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.legend(frameon=False, loc="upper left")
    return _svg(figure)


def _axes(width: float, height: float) -> tuple[Figure, Axes]:
    # no pyplot: it keeps figures and looks for a screen
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _named(axes: Axes, horizontal: str, vertical: str) -> None:
    axes.set_xlabel(horizontal)
    axes.set_ylabel(vertical)


def _svg(figure: Figure) -> str:
    target = io.StringIO()
    figure.savefig(target, format="svg", metadata={"Date": None})
    text = target.getvalue()
    return text[text.index("<svg") :]
