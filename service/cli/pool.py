"""Commands that bring the pool in and out: import, export, build, demo."""

from pathlib import Path
from typing import Annotated

import typer

from data.exchange.exporting import export_pool
from data.exchange.reporting import ImportReport
from data.store.records import companies_after
from service.bootstrap import Services
from service.cli.context import AsJson, is_fresh, services
from service.cli.output import note, print_json, print_line, print_table, progress
from service.demo import load_demo_pool
from service.importing.loading import load_file
from service.judging.verdict_pairs import export_verdicts

commands = typer.Typer()

DryRun = Annotated[bool, typer.Option("--dry-run", help="Только проверить, ничего не менять")]


class _DryRunError(Exception):
    """Rolls the transaction of a dry run back."""


@commands.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="XLSX с листами обмена, CSV одного из них или таблица классификатора")
    ],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Загрузить из таблицы компании, предложения, потребности, договоры и цепочки или ОКПД2 и ОКВЭД2.

    Строка с ошибкой не загружается, остальные загружаются; повторная загрузка ничего не меняет.
    """
    database = services().database
    try:
        with database.changing("cli", "import", file.name) as session:
            report = load_file(session, file)
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        note("Проверка: в базе ничего не изменено")
    _print_report(report, as_json)


@commands.command()
def export(
    file: Annotated[
        Path | None, typer.Argument(help="Куда записать; иначе svyazka.xlsx или verdicts.jsonl")
    ] = None,
    verdicts: Annotated[
        bool, typer.Option("--verdicts", help="Вместо пула — вердикты парами для обучения, JSON Lines")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Выгрузить пул в XLSX того же вида, что принимает import, или вердикты для обучения."""
    found = services()
    if verdicts:
        file = file or Path("verdicts.jsonl")
        count = export_verdicts(found.database, file)
    else:
        file = file or Path("svyazka.xlsx")
        with found.database.reading() as session:
            count = export_pool(session, file)
    if as_json:
        print_json({"file": str(file), "records": count})
    else:
        print_line(f"Записей: {count}, файл: {file}")


@commands.command()
def build(
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Только если пул изменился")] = False,
    as_json: AsJson = False,
) -> None:
    """Построить и опубликовать снимок для поиска; работающий сервис подхватит его сам."""
    found = services()
    if if_stale and is_fresh(found):
        note("Снимок свежий")
        return
    with progress("Строим снимок"):
        name = found.reindexer.build(note)
        if found.live.refresh():
            found.boards.warm(note)
    if as_json:
        print_json({"snapshot": name, "model": found.encoder.identity.name})
    else:
        print_line(name)


@commands.command()
def demo(
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Только если пул пуст")] = False,
    as_json: AsJson = False,
) -> None:
    """Загрузить вымышленный демонстрационный пул и завести учётную запись demo."""
    found = services()
    if if_empty and not is_empty(found):
        note("Пул не пуст: демонстрационный не загружаем")
        return
    report, login = load_demo_pool(found)
    if as_json:
        print_json(report.as_dict() | {"login": login.login, "password": login.password})
    else:
        _print_report(report, as_json)
        note(f"Вход в демонстрацию: {login}")


def is_empty(found: Services) -> bool:
    """Whether the pool has no company."""
    with found.database.reading() as session:
        return not companies_after(session, 0, 1)


def _print_report(report: ImportReport, as_json: bool) -> None:
    for text in report.notes:
        note(text)
    if as_json:
        print_json(report.as_dict())
        return
    print_line(
        f"Прочитано {report.read}: создано {report.created}, изменено {report.updated},"
        f" без изменений {report.unchanged}, отвергнуто {report.rejected}"
    )
    if report.problems:
        rows = [[p.sheet, str(p.row), p.column or "", p.message] for p in report.problems]
        print_table(["Лист", "Строка", "Столбец", "Что исправить"], rows)
