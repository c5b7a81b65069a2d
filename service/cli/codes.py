"""The command that finds codes of the classifiers."""

from typing import Annotated, Literal

import typer

from data.exchange.cells import clean_text
from models.codes.catalogue import FoundCode
from service.access import COMMAND_LINE
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table
from service.schemas.codes import code_list

commands = typer.Typer()


@commands.command()
def codes(
    text: Annotated[str, typer.Argument(help="Слова, код или начало кода, с точками или без")],
    kind: Annotated[Literal["okpd2", "okved2"], typer.Option("--kind", help="okpd2 или okved2")] = "okpd2",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="Сколько кодов показать")] = 10,
    as_json: AsJson = False,
) -> None:
    """Найти код ОКПД2 или ОКВЭД2 по словам."""
    classifiers = services().classifiers
    found, edition = classifiers.find(COMMAND_LINE, kind, clean_text(text), limit), classifiers.edition(kind)
    if not edition.is_loaded:
        note(
            "Классификатор не загружен: поиск среди кодов из поставки; загрузите его таблицу командой import"
        )
    if as_json:
        print_json(code_list(found, edition))
    elif found:
        print_table(["Код", "Название", "Обиходное название"], [_row(one) for one in found])
    else:
        print_line("Подходящих кодов нет")


def _row(found: FoundCode) -> list[str]:
    return [found.entry.code, found.entry.name, found.everyday]
