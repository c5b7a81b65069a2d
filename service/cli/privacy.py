"""Commands for personal data: taken out, erased, and cleaned up by age."""

from pathlib import Path
from typing import Annotated

import typer

from service.access import COMMAND_LINE
from service.cli.company_argument import named_company
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, progress
from service.privacy.tidying import WORDS

commands = typer.Typer()
personal_data = typer.Typer(help="Персональные данные компании", no_args_is_help=True)

Company = Annotated[str, typer.Argument(help="Код, ИНН или точное название")]


@personal_data.command("export")
def export_personal_data(
    company: Company,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Записать ещё и книгу Excel")] = None,
) -> None:
    """Выгрузить всё, что хранится о компании и её людях: JSON в stdout."""
    found = services()
    kept = found.personal_data.kept(COMMAND_LINE, named_company(found, company))
    if xlsx:
        xlsx.write_bytes(kept.as_xlsx())
        note(f"Записано: {xlsx}")
    print_line(kept.as_json().decode())


@personal_data.command("erase")
def erase_personal_data(
    company: Company,
    code: Annotated[str, typer.Option("--code", help="Код компании ещё раз: отменить нельзя")],
    whole: Annotated[
        bool, typer.Option("--whole", help="Стереть всю компанию, не только контактное лицо")
    ] = False,
) -> None:
    """Стереть насовсем контактное лицо компании, а с --whole — компанию."""
    found = services()
    id_ = named_company(found, company)
    with progress("Стираем и строим снимок"):
        (found.erasure.company if whole else found.erasure.person)(COMMAND_LINE, id_, code)
    note("Стёрто насовсем")


@commands.command()
def tidy(as_json: AsJson = False) -> None:
    """Удалить то, чей срок хранения прошёл; сервис делает это сам раз в день."""
    gone = services().tidying.tidy()
    if as_json:
        print_json({"deleted": gone})
        return
    told = [f"{WORDS[name]}: {count}" for name, count in gone.items() if count]
    print_line("Удалено: " + ("; ".join(told) or "ничего"))
