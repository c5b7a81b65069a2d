"""Commands that make the search better and tell how good it is: train, rollback, evaluate."""

import json
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line
from service.learning.telling import outcome_told
from service.learning.training_process import absolute, existing_folder, run_training

commands = typer.Typer()

Bench = Annotated[Path | None, typer.Option(help="Папка наборов с размеченными парами")]

OVERRIDDEN = "Задан SCORER: работает этот файл, обученные здесь веса — только без него"


@commands.command()
def train(
    bench: Bench = None,
    force: Annotated[bool, typer.Option("--force", help="Принять новую оценку, даже если не лучше")] = False,
    as_json: AsJson = False,
) -> None:
    """Обучить оценку на вердиктах и принять её, если на контрольных потребностях она лучше прежней."""
    _end_children_when_told()
    found = services()
    note("Обучаем новую оценку рядом с работающей и сравниваем их…")
    outcome = found.scorer_training.train(bench, force)
    if as_json:
        print_json(outcome.as_dict())
    else:
        print_line(outcome_told(outcome))
    if outcome.scorer and found.settings.scorer:
        note(OVERRIDDEN)


@commands.command()
def rollback(as_json: AsJson = False) -> None:
    """Вернуть оценку, которая работала до последней принятой; в конце — поставляемую."""
    found = services()
    left, now = found.scorer_training.roll_back()
    if as_json:
        print_json({"left": left, "scorer": now})
    else:
        print_line(f"Работает оценка {now}" if now else "Работает оценка из поставки")
        note(f"Оценка {left} больше не работает; сервис переключится сам")
    if found.settings.scorer:
        note(OVERRIDDEN)


@commands.command()
def evaluate(
    bench: Bench = None,
    out: Annotated[Path | None, typer.Option(help="Папка отчёта; иначе reports в DATA_DIR")] = None,
    as_json: AsJson = False,
) -> None:
    """Измерить качество работающей оценки: ответы отдельного сервиса рядом с простыми способами."""
    _end_children_when_told()
    found = services()
    folder = (out or found.settings.data_dir / "reports").resolve()
    parts = ["--encoder", absolute(found.settings.encoder), "--scorer", str(found.scorer.path.resolve())]
    benchmarks = ["--bench", str(existing_folder(bench))] if bench else []
    table = run_training(["evaluate", *parts, *benchmarks, "--out", str(folder)])
    if as_json:
        print_json(json.loads((folder / "evaluation.json").read_text(encoding="utf-8")))
    else:
        print_line(table.rstrip("\n"))


def _end_children_when_told() -> None:
    # by default SIGTERM ends a process at once and leaves those that it started behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
