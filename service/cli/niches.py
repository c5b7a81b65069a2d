"""The command of unmet needs and niches."""

import typer

from data.amounts import amount
from models.niches.niche import Niche
from service.access import COMMAND_LINE
from service.api.niche_replies import niche_list
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.output import print_json, print_line, print_table, progress

commands = typer.Typer()


@commands.command()
def niches(as_json: AsJson = False) -> None:
    """Показать, чего просят и чего никто в пуле не даёт: ниши и незакрытые потребности."""
    found = services()
    with progress("Ищем незакрытое"):
        take_up_fresh(found)
        answer = found.niches.current(COMMAND_LINE)
    if as_json:
        print_json(niche_list(answer, found.classifiers.names("okpd2")))
        return
    if not answer.niches:
        print_line("Незакрытых потребностей нет")
        return
    headers = ["Что нужно", "Что это", "Просят", "Сколько", "Где", "Ближе всех"]
    print_table(headers, [_row(niche) for niche in answer.niches])


def _row(niche: Niche) -> list[str]:
    nearest = niche.nearest[0] if niche.nearest else None
    return [
        niche.title,
        "ниша" if niche.is_niche else "потребность",
        str(niche.companies),
        "; ".join(amount(v.amount, v.unit, v.monthly) for v in niche.volumes),
        ", ".join(niche.places),
        f"{nearest.company.name}: {nearest.fails}" if nearest else "никто",
    ]
