"""The command of companies that may have been entered twice."""

import typer

from service.access import COMMAND_LINE
from service.cli.context import AsJson, services
from service.cli.output import print_json, print_line, print_table
from service.merging.duplicates import DuplicatePair
from service.schemas.duplicates import duplicate_list

commands = typer.Typer()


@commands.command()
def duplicates(as_json: AsJson = False) -> None:
    """Показать компании, которые могли завести дважды; объединяют их на странице «Возможные повторы»."""
    found = services().duplicates.current(COMMAND_LINE)
    if as_json:
        print_json(duplicate_list(found))
    elif found.pairs:
        print_table(["Компания", "Похожая", "Почему", "Но"], [_row(pair) for pair in found.pairs])
    else:
        print_line("Повторов не видно")


def _row(pair: DuplicatePair) -> list[str]:
    names = [f"{company.name} ({company.code})" for company in (pair.first, pair.second)]
    return [*names, ", ".join(pair.reasons), ", ".join(pair.doubts)]
