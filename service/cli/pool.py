"""Commands that bring the pool in and out: import, export, build, demo."""

from pathlib import Path
from typing import Annotated

import typer

from data.exporting import export_pool
from data.importing import import_file
from data.reporting import ImportReport
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table, progress
from service.demo import load_demo_pool

commands = typer.Typer()

DryRun = Annotated[bool, typer.Option("--dry-run", help="Только проверить, ничего не менять")]


class _DryRunError(Exception):
    """Rolls the transaction of a dry run back."""


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="XLSX с листами обмена или CSV одного из них")],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Загрузить компании, предложения, потребности, договоры и цепочки из таблицы.

    Строка с ошибкой не загружается, остальные загружаются; повторная загрузка ничего не меняет.
    """
    database = services().database
    try:
        with database.changing("cli", "import", file.name) as session:
            report = import_file(session, file)
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        note("Проверка: в базе ничего не изменено")
    _print_report(report, as_json)


@commands.command()
def export(
    file: Annotated[Path, typer.Argument(help="Куда записать XLSX")] = Path("svyazka.xlsx"),
    as_json: AsJson = False,
) -> None:
    """Выгрузить пул в XLSX того же вида, что принимает import."""
    with services().database.reading() as session:
        count = export_pool(session, file)
    if as_json:
        print_json({"file": str(file), "records": count})
    else:
        print_line(f"Записей: {count}, файл: {file}")


@commands.command()
def build(as_json: AsJson = False) -> None:
    """Построить и опубликовать снимок для поиска; работающий сервис подхватит его сам."""
    found = services()
    with progress("Строим снимок"):
        name = found.reindexer.build()
    if as_json:
        print_json({"snapshot": name, "model": found.encoder.identity.name})
    else:
        print_line(name)


@commands.command()
def demo(as_json: AsJson = False) -> None:
    """Загрузить вымышленный демонстрационный пул и завести учётную запись demo."""
    report, login = load_demo_pool(services())
    if as_json:
        print_json(report.as_dict() | {"login": login})
    else:
        _print_report(report, as_json)
        note(f"Вход в демонстрацию: {login}")


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
