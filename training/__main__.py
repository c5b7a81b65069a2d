"""`python -m training COMMAND`: takes files, leaves files."""

import json
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from models.encoding.encoder import load_encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.scoring import DEFAULT_SCORER, Scorer

ARTIFACTS = Path(__file__).parent.parent / "models" / "artifacts"
BARE = ARTIFACTS / "encoder-bare"

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
    verdicts: Annotated[
        Path | None, typer.Option(help="Выгруженные вердикты, JSON Lines (export --verdicts)")
    ] = None,
    encoder: EncoderSource = str(ARTIFACTS / "encoder"),
    out: Annotated[Path, typer.Option(help="Куда записать веса")] = DEFAULT_SCORER,
) -> None:
    """Обучить оценку пар «потребность — предложение» и выбрать пороги."""
    from training.fit_scorer import fit_scorer

    loaded = load_encoder(encoder, threads=1)
    figures = fit_scorer(loaded, VectorCache(ARTIFACTS / "vectors", loaded), bench, verdicts, out)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


@app.command("compare-scorers")
def compare_scorers_command(
    current: Annotated[Path, typer.Option(help="Веса, которые работают")],
    candidate: Annotated[Path, typer.Option(help="Веса, которые хотят заменить их")],
    encoder: EncoderSource = str(ARTIFACTS / "encoder"),
    out: Annotated[Path | None, typer.Option(help="Куда ещё записать ответ, JSON")] = None,
) -> None:
    """Сравнить две оценки на контрольных потребностях, которых не видела ни одна: лучше ли вторая."""
    from training.comparison import compare_scorers

    scorers = Scorer.load(current), Scorer.load(candidate)
    loaded = load_encoder(encoder, threads=1)
    comparison = compare_scorers(loaded, VectorCache(ARTIFACTS / "vectors", loaded), *scorers)
    text = json.dumps(comparison.as_dict(), ensure_ascii=False, indent=2) + "\n"
    if out:
        out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


@app.command("evaluate")
def evaluate_command(
    bench: Bench = None,
    encoder: EncoderSource = str(ARTIFACTS / "encoder"),
    out: Annotated[Path, typer.Option(help="Папка отчёта")] = REPORTS,
    scorer: Annotated[Path, typer.Option(help="Файл весов оценки")] = DEFAULT_SCORER,
    ablations: Annotated[
        bool, typer.Option("--ablations", help="И без отдельных частей; ещё полчаса")
    ] = False,
) -> None:
    """Спросить собственный сервис по HTTP и сравнить с простыми способами."""
    from training.evaluation.evaluate import Assignment, evaluate, summary
    from training.evaluation.product import Product

    if bench is None or not bench.is_dir():
        log.warning("НАБОРЫ ПРОПУЩЕНЫ: папки %s нет, судим только по демонстрационному пулу", bench)
        bench = None
    product = Product(encoder, scorer, ARTIFACTS / "vectors")
    figures = evaluate(product, Assignment(bench, ablations, BARE), out)
    sys.stdout.write(summary(figures) + f"\n\nПодробно: {out / 'evaluation.html'}\n")


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
    encoder: Annotated[Path, typer.Option("--encoder", help="Энкодер без адаптера")] = ARTIFACTS
    / "encoder-bare",
    out: Annotated[Path, typer.Option(help="Куда записать адаптер")] = ARTIFACTS / "adapter",
    steps: Annotated[int, typer.Option(min=1, help="Шагов обучения")] = 800,
) -> None:
    """Дообучить энкодер (LoRA); энкодер без адаптера делает python -m models.encoding.build --bare."""
    from training.adapt_encoder import Recipe, adapt_encoder
    from training.adaptation_pairs import adaptation_pairs

    adapt_encoder(encoder, adaptation_pairs(bench, corpus), Recipe(steps=steps), out)


@app.command("learn-ngrams")
def learn_ngrams_command(
    bench: Annotated[Path, typer.Option(help="Папка наборов")],
    corpus: Annotated[Path, typer.Option(help="Папка классификаторов")],
    out: Annotated[Path, typer.Option(help="Куда записать векторы")] = ARTIFACTS / "learned_ngrams",
) -> None:
    """Выучить векторы буквенных n-грамм на тех же парах; около трёх минут."""
    from training.adaptation_pairs import adaptation_pairs
    from training.learn_ngrams import NgramRecipe, learn_ngrams

    learn_ngrams(adaptation_pairs(bench, corpus), NgramRecipe(), out)


@app.command("try-encoder")
def try_encoder_command(encoder: EncoderSource = str(ARTIFACTS / "encoder")) -> None:
    """Испытать энкодер на потребностях обычными словами, которых не видело ни одно обучение."""
    from training.adaptation_pairs import everyday_pairs
    from training.trial import try_encoder

    figures = try_encoder(load_encoder(encoder, threads=1), list(everyday_pairs()))
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers of ours are stopped too
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    app()
