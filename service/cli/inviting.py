"""The command that tells whom to invite next."""

from typing import Annotated, Any

import typer

from models.invitations.greedy import Closing, Invitation
from service.access import COMMAND_LINE
from service.api.invitation_replies import plan_reply
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.output import print_json, print_line, print_table, progress
from service.grades import GRADE_WORDS
from service.recruiting.inviting import BestPlan, Plan
from service.recruiting.words import demand_word
from service.wording import company_name, status_word

commands = typer.Typer()

TOLD = 3  # of what a company closes; the rest is counted


@commands.command()
def invite(
    limit: Annotated[int, typer.Option(min=1, max=100, help="Сколько компаний назвать")] = 10,
    exact: Annotated[
        bool, typer.Option("--exact", help="Ещё и лучший набор из всех: проверка выбора по приросту")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Назвать, кого пригласить следующим: по приросту закрытых звеньев и потребностей."""
    found = services()
    with progress("Считаем, кто что закроет"):
        take_up_fresh(found)
        plan = found.inviting.plan(COMMAND_LINE, limit)
        best = found.inviting.best_plan(COMMAND_LINE, limit) if exact else None
    if as_json:
        print_json(plan_reply(plan) | _compared(best))
    elif plan.invitations:
        _print(plan, best)
    else:
        print_line("Приглашать некого: никто не закрывает того, что ещё не закрыто")


def _compared(best: BestPlan | None) -> dict[str, Any]:
    return {"exact": {"companies": [c.id for c in best[0]], "value": round(best[1], 4)}} if best else {}


def _print(plan: Plan, best: BestPlan | None) -> None:
    print_table(["№", "Компания", "Статус", "Прирост", "Закроет"], _rows(plan.invitations))
    print_line(f"Закрыто сейчас {plan.covered_before:.2f}, с ними {plan.value:.2f}")
    if best:
        print_line(f"Лучший набор из всех — {best[1]:.2f}: {', '.join(c.name for c in best[0])}")


def _rows(invitations: list[Invitation]) -> list[list[str]]:
    return [
        [
            str(number),
            company_name(one.company),
            status_word(one.company.status),
            f"{one.gain:.2f}",
            _told(one.closes),
        ]
        for number, one in enumerate(invitations, start=1)
    ]


def _told(closings: tuple[Closing, ...]) -> str:
    told = [
        f"{demand_word(c)} «{c.wanted.demand.need.title}» — {GRADE_WORDS[c.supply.candidate.grade or '']}"
        for c in closings[:TOLD]
    ]
    rest = [f"ещё {len(closings) - TOLD}"] if len(closings) > TOLD else []
    return "; ".join([*told, *rest])
