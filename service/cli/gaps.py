"""The command that tells the gaps of a chain."""

from typing import Annotated

import typer

from models.gaps.gap_map import ChainGaps
from models.gaps.slot_gap import SlotGap
from service.access import COMMAND_LINE
from service.api.gap_replies import gaps_reply
from service.chains.gap_maps import CANDIDATES
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.output import print_json, print_line, print_table, progress
from service.grades import GRADE_WORDS
from service.schemas.gaps import MAX_CANDIDATES
from service.wording import company_name, slot_state_word, slots_told

commands = typer.Typer()


@commands.command()
def gaps(
    chain: Annotated[str, typer.Argument(help="Код цепочки или её номер")],
    candidates: Annotated[
        int, typer.Option(min=1, max=MAX_CANDIDATES, help="Сколько кандидатов на звено показать")
    ] = CANDIDATES,
    as_json: AsJson = False,
) -> None:
    """Показать пробелы цепочки: какие звенья открыты и кто мог бы их закрыть."""
    found = services()
    id_ = found.chain_entry.chain_named(COMMAND_LINE, chain).id  # before the encoder is loaded
    with progress("Ищем пробелы"):
        take_up_fresh(found)
        gap_map = found.gap_maps.chain_gaps(COMMAND_LINE, id_, candidates)
    if as_json:
        print_json(gaps_reply(gap_map))
        return
    _print(gap_map)


def _print(gap_map: ChainGaps) -> None:
    chain = gap_map.chain
    print_line(f"{chain.title} ({chain.code}): {slots_told(chain.num_slots_by_state)}")
    for project in gap_map.projects:
        print_line(f"\n{project.project.title}")
        print_table(
            ["Звено", "Состояние", "Кто закрывает", "Кто мог бы закрыть", "Свободной мощности"],
            [_row(gap) for gap in project.slots],
        )


def _row(gap: SlotGap) -> list[str]:
    return [
        gap.slot.title,
        slot_state_word(gap.state),
        ", ".join(company_name(filler.company) for filler in gap.fillers),
        _proposed(gap),
        _capacity(gap),
    ]


def _proposed(gap: SlotGap) -> str:
    if gap.state == "filled":
        return ""
    found = [f"{company_name(c.company)} — {GRADE_WORDS[c.grade or '']}" for c in gap.candidates]
    nearest = [f"никто; ближе всех {company_name(c.company)}: {c.fails}" for c in gap.near_misses[:1]]
    return "; ".join(found or nearest or ["никто"])


def _capacity(gap: SlotGap) -> str:
    coverage = gap.coverage
    shares = {"закрывают": coverage.fillers, "кандидаты": coverage.together}
    told = [f"{who}: {share.text}" for who, share in shares.items() if share]
    if gap.team:
        members = (company_name(member.company) for member in gap.team.members)
        told.append(f"команда: {' + '.join(members)}")
    return "; ".join(told)
