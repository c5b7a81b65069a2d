"""Commands that run the service and look after it."""

import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated

import typer

from data.store.pool import pool_revision
from models.ranking.scorer_store import load_promoted, promoted_name, read_manifest
from models.snapshot import load_snapshot, verify
from service.bootstrap import Services
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_table, progress
from service.demo import existing_demo_login
from service.settings import Settings

commands = typer.Typer()
MIN_FREE_BYTES = 1024**3


@commands.command()
def serve(
    demo_portal: Annotated[
        bool, typer.Option("--demo-portal", help="И портал с виджетом рядом, если пул демонстрационный")
    ] = False,
) -> None:
    """Запустить сервис (адрес задают HOST и PORT)."""
    from service.demo_portal.serving import portal_beside
    from service.server import serve as run_server

    note("Связка запускается: загрузка энкодера — до 20 секунд")
    settings = Settings()
    is_demo = demo_portal and existing_demo_login(services()) is not None
    with portal_beside(settings) if is_demo else nullcontext():
        run_server(settings)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


@commands.command()
def doctor(as_json: AsJson = False) -> None:
    """Проверить установку: среду, место, базу, энкодер, оценку, снимок; код 1, если что-то не так."""
    found = services()
    with progress("Проверяем"):
        checks = [_run(name, check, found) for name, check in CHECKS.items()]
    if as_json:
        print_json({"checks": [vars(check) for check in checks]})
    else:
        print_table(
            ["Проверка", "", "Подробно"], [[c.name, "да" if c.ok else "НЕТ", c.detail] for c in checks]
        )
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _run(name: str, check: Callable[[Services], str], found: Services) -> Check:
    try:
        return Check(name, True, check(found))
    except Exception as error:  # a check that fails is the answer, whatever it fails with
        return Check(name, False, str(error).splitlines()[0] if str(error) else type(error).__name__)


def _python(_: Services) -> str:
    return f"Python {sys.version.split()[0]}, torch {version('torch')}, faiss {version('faiss-cpu')}"


def _disk(found: Services) -> str:
    free = shutil.disk_usage(found.settings.data_dir).free
    if free < MIN_FREE_BYTES:
        raise RuntimeError(f"свободно {free // 1024**2} МБ, нужно не меньше {MIN_FREE_BYTES // 1024**2}")
    return f"свободно {free // 1024**3} ГБ в {found.settings.data_dir}"


def _database(found: Services) -> str:
    with found.database.reading() as session:
        return f"{found.database.engine.dialect.name}, версия пула {pool_revision(session)}"


def _encoder(found: Services) -> str:
    identity = found.encoder.identity
    return f"{identity.name}, ширина {identity.width}, sha256 {identity.sha256[:12]}"


def _snapshot(found: Services) -> str:
    snapshot = load_snapshot(found.settings.snapshots, found.encoder.identity)
    verify(snapshot, found.encoder.encode_documents)
    with found.database.reading() as session:
        fresh = "свежий" if snapshot.pool.revision == pool_revision(session) else "отстал от базы"
    return f"{snapshot.name}, {fresh}, предложений {len(snapshot.offers)}"


def _scorer(found: Services) -> str:
    path = found.scorer.path  # fails when not even the shipped one can serve
    if found.settings.scorer:
        return f"из SCORER: {path}"
    name = promoted_name(found.settings.scorers)
    if name is None:
        return "из поставки"
    load_promoted(found.settings.scorers, name)  # one that was refused says why
    manifest = read_manifest(found.settings.scorers, name)
    return f"обучена здесь {manifest['promoted_at']}, вердиктов {manifest['verdicts']}"


CHECKS: dict[str, Callable[[Services], str]] = {
    "Среда": _python,
    "Место на диске": _disk,
    "База данных": _database,
    "Энкодер": _encoder,
    "Оценка": _scorer,
    "Снимок": _snapshot,
}
