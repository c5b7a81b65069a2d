"""`python -m training COMMAND`: takes files, leaves files."""

import json
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from models.encoder import load_encoder
from models.scoring import DEFAULT_SCORER
from models.vector_cache import VectorCache

ARTIFACTS = Path(__file__).parent.parent / "models" / "artifacts"

REPORTS = Path(__file__).parent / "reports"

log = logging.getLogger(__name__)

app = typer.Typer(no_args_is_help=True)

Bench = Annotated[Path | None, typer.Option(help="Папка наборов для обучения и оценки")]
EncoderSource = Annotated[str, typer.Option("--encoder", help="Папка модели или имя в хабе")]


@app.callback()
def commands() -> None:
    """Обучение и оценка: файлы на входе, файлы на выходе."""


@app.command("fit-scorer")
def fit_scorer_command(
    bench: Bench = None,
    encoder: EncoderSource = str(ARTIFACTS / "encoder"),
    out: Annotated[Path, typer.Option(help="Куда записать веса")] = DEFAULT_SCORER,
) -> None:
    """Обучить оценку пар «потребность — предложение» и выбрать пороги."""
    from training.fit_scorer import fit_scorer

    loaded = load_encoder(encoder, threads=1)
    figures = fit_scorer(loaded, VectorCache(ARTIFACTS / "vectors", loaded), bench, out)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


@app.command("evaluate")
def evaluate_command(
    bench: Bench = None,
    encoder: EncoderSource = str(ARTIFACTS / "encoder"),
    out: Annotated[Path, typer.Option(help="Папка отчёта")] = REPORTS,
) -> None:
    """Спросить собственный сервис по HTTP и сравнить с простыми способами."""
    from training.evaluate import evaluate, table

    if bench is None or not bench.is_dir():
        log.warning("НАБОРЫ ПРОПУЩЕНЫ: папки %s нет, судим только по демонстрационному пулу", bench)
        bench = None
    loaded = load_encoder(encoder, threads=1)
    figures = evaluate(bench, out, loaded, VectorCache(ARTIFACTS / "vectors", loaded))
    sys.stdout.write(table(figures) + f"\n\nПодробно: {out / 'evaluation.json'}\n")


@app.command("benchmark")
def benchmark_command(out: Annotated[Path, typer.Option(help="Папка отчёта")] = REPORTS) -> None:
    """Измерить время по шагам, память и построение снимка на демонстрационном пуле."""
    from training.benchmark import benchmark, table

    sys.stdout.write(table(benchmark(out)) + "\n")


@app.command("pictures")
def pictures_command(
    out: Annotated[Path, typer.Option(help="Куда положить снимки")] = Path("docs"),
    browser: Annotated[str, typer.Option(help="Программа chromium")] = "/usr/bin/chromium",
) -> None:
    """Снять страницы работающего сервиса для README."""
    from training.pictures import take_pictures

    take_pictures(out, browser)


@app.command("adapt-encoder")
def adapt_encoder_command(
    bench: Annotated[Path, typer.Option(help="Папка наборов")],
    corpus: Annotated[Path, typer.Option(help="Папка классификаторов")],
    encoder: Annotated[Path, typer.Option("--encoder", help="Папка модели")] = ARTIFACTS / "encoder",
    out: Annotated[Path, typer.Option(help="Куда записать адаптер")] = ARTIFACTS / "adapter",
    steps: Annotated[int, typer.Option(min=1, help="Шагов обучения")] = 240,
) -> None:
    """Дообучить энкодер на парах из наборов и классификаторов (LoRA); на двух ядрах около 15 минут."""
    from training.adapt_encoder import Recipe, adapt_encoder
    from training.adaptation_pairs import adaptation_pairs

    adapt_encoder(encoder, adaptation_pairs(bench, corpus), Recipe(steps=steps), out)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers of ours are stopped too
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    app()
