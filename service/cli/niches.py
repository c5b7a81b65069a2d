"""The command of unmet needs and niches."""

import typer

from models.niches.niche import Niche
from service.access import COMMAND_LINE
from service.api.niches import niche_list
from service.cli.context import AsJson, services
from service.cli.output import note, print_json, print_line, print_table, progress
from service.cli.pool import is_fresh
from service.web.presenting import number

commands = typer.Typer()


@commands.command()
def niches(as_json: AsJson = False) -> None:
    """Показать, чего просят и чего никто в пуле не даёт: ниши и незакрытые потребности."""
    found = services()
    with progress("Ищем незакрытое"):
        if not found.live.refresh() or not is_fresh(found):
            note("Свежего снимка нет: строим")
            found.reindexer.build()
            found.live.refresh()
        answer = found.niches.current(COMMAND_LINE)
    if as_json:
        print_json(niche_list(answer))
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
        "; ".join(f"{number(v.amount)} {v.unit}{' в месяц' if v.monthly else ''}" for v in niche.volumes),
        ", ".join(niche.places),
        f"{nearest.company.name}: {nearest.fails}" if nearest else "никто",
    ]
