"""Commands of chains."""

import typer

from data.chains.profiles import Chain
from service.access import COMMAND_LINE
from service.cli.context import AsJson, services
from service.cli.output import print_json, print_table
from service.schemas.chain_replies import chain_list
from service.wording import chain_kind_word, money, slots_told, stage_word

commands = typer.Typer()


@commands.command()
def chains(as_json: AsJson = False) -> None:
    """Показать цепочки, сколько в них проектов и в каком состоянии звенья."""
    found = services().chain_entry.chains(COMMAND_LINE)
    if as_json:
        print_json(chain_list(found))
        return
    headers = ["Код", "Название", "Вид", "Стадия", "Инвестиции, руб.", "Проекты", "Звенья"]
    print_table(headers, [_row(chain) for chain in found])


def _row(chain: Chain) -> list[str]:
    return [
        chain.code,
        chain.title,
        chain_kind_word(chain.kind),
        stage_word(chain.stage),
        money(chain.investment_rub),
        str(len(chain.projects)),
        slots_told(chain.num_slots_by_state),
    ]
